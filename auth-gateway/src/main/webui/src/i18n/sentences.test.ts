import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inChinese, SENTENCES } from "./sentences";

const ROOT = `${import.meta.dirname}/../../../../../../`;

const files = ["auth-gateway", "org-sync-service", "permission-service"].flatMap((service) => {
  const folder = `${ROOT}${service}/src/main/java/`;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".java"))
    .map((file) => ({ file: `${service}/${file.replaceAll("\\", "/")}`, text: readFileSync(folder + file, "utf8") }));
});

/** Everything a service's source says in a literal, one literal after another. */
const source = files.map(({ text }) => text).join("\n");

const LITERAL = /"((?:[^"\\\n]|\\.)*)"/y;

/** The sentence that begins with the literal at a place of Java source, with `{}` for what is put into it. */
function sentenceAt(text: string, at: number): string {
  let sentence = "";
  let place = at;
  for (;;) {
    LITERAL.lastIndex = place;
    const literal = LITERAL.exec(text);
    if (literal) {
      sentence += (literal[1] ?? "").replaceAll('\\"', '"');
      place = LITERAL.lastIndex;
    } else {
      sentence += "{}";
      place = endOfOperand(text, place);
    }
    const plus = /\s*\+\s*/y;
    plus.lastIndex = place;
    if (!plus.test(text)) return sentence.replace(/(?:\{\})+/g, "{}");
    place = plus.lastIndex;
  }
}

function endOfOperand(text: string, at: number): number {
  let depth = 0;
  let place = at;
  for (; place < text.length; place++) {
    const character = text[place] ?? "";
    LITERAL.lastIndex = place;
    if (character === '"' && LITERAL.test(text)) place = LITERAL.lastIndex - 1;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && depth-- === 0) return place;
    else if (depth === 0 && "+,;?:".includes(character)) return place;
  }
  return place;
}

/** What is found of the pattern, which ends before a literal, as sentences; comments say nothing. */
function sentences(begin: RegExp, outside: RegExp): string[] {
  const found = files
    .filter(({ file }) => !outside.test(file))
    .flatMap(({ text }) => {
      const code = text.replace(/\/\*\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
      return [...code.matchAll(begin)].map((match) => sentenceAt(code, match.index + match[0].length));
    });
  return [...new Set(found)].sort();
}

// How what is said of a field begins; neither is of a field what is said of events and of Feishu's app.
const OF_FIELDS = sentences(/(?="(?:is|must|may|has|holds|cannot|belongs|and) )/g, /\/(?:EventFields|PublicationCheck)\.java$/);

// What is said beside a field; not by what the console never asks.
const OF_PROBLEMS = sentences(
  /(?:Problem\.[A-Z_]+,\s*|(?:Outage\.of|notFound)\(\s*|static final String LOCKED = |case [A-Z_]+ -> (?=".*\.";))(?=")/g,
  /\/(?:forward|openid|accessrequest|scim|event)\/|\/(?:ApplicationProxy|RevocationFeed|LoginCallback|EnterResource)\.java$/,
);

it("finds what the services say", () => {
  expect(OF_FIELDS.length).toBeGreaterThan(90);
  expect(OF_FIELDS).toContain("must be 60 to {}");
  expect(OF_PROBLEMS.length).toBeGreaterThan(40);
  expect(OF_PROBLEMS).toContain("The grant {} says the same.");
});

it.each([...OF_FIELDS, ...OF_PROBLEMS])("is there in Chinese: %s", (sentence) => {
  // What is put in may be no more than how the sentence ends.
  const said = ["7", "."].map((value) => inChinese(sentence.replaceAll("{}", value)));
  expect(said.some((chinese) => chinese !== null)).toBe(true);
});

it.each(Object.keys(SENTENCES).filter((sentence) => sentence.includes("{}")))("is told from every other: %s", (sentence) => {
  expect(inChinese(sentence.replaceAll("{}", "7"))).toBe(SENTENCES[sentence]?.replaceAll("{}", "7"));
});

it.each(Object.keys(SENTENCES))("is still said: %s", (sentence) => {
  // How a sentence ends may depend on what it names.
  const parts = sentence.split("{}").map((part) => part.replace(/[.:] ?$/, "")).filter((part) => part.trim().length > 1);
  expect(parts.filter((part) => !source.includes(part.replaceAll('"', '\\"')))).toEqual([]);
});

it("keeps what varies", () => {
  expect(inChinese("must be at most 10")).toBe("最多 10");
  expect(inChinese("must be 60 to 3600")).toBe("应在 60 到 3600 之间");
  expect(inChinese("must be one of active, frozen")).toBe("应为以下之一：active, frozen");
});

it("says nothing of what it does not know, whatever that is", () => {
  for (const sentence of ["", "{}", "constructor", "toString", "must be", "$&", "x".repeat(100_000)]) {
    expect(inChinese(sentence)).toBeNull();
  }
});
