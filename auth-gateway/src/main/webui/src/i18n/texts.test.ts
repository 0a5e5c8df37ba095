import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");
const TEXTS = import.meta.dirname;

type Texts = Map<string, string>;

/** Keys with dots for depth; the plural's suffix is no part of a key. */
function flat(node: Record<string, unknown>, path = ""): Texts {
  const texts: Texts = new Map();
  for (const [key, value] of Object.entries(node)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") texts.set(at, value);
    else flat(value as Record<string, unknown>, at).forEach((text, inner) => texts.set(inner, text));
  }
  return texts;
}

function read(language: string): Map<string, Texts> {
  return new Map(
    readdirSync(join(TEXTS, language)).map((file) => [
      file.replace(/\.json$/, ""),
      flat(JSON.parse(readFileSync(join(TEXTS, language, file), "utf8")) as Record<string, unknown>),
    ]),
  );
}

const zh = read("zh");
const en = read("en");
const plain = (key: string) => key.replace(/_(one|other)$/, "");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/**
 * The keys a file uses. A file takes its texts from the one namespace it names; others with their name before a colon. A key put together
 * at run time begins with a written part that ends in a dot, and stands for all keys that begin so.
 */
function used(file: string): { namespace: string; key: string; prefix: boolean }[] {
  const text = readFileSync(file, "utf8");
  const named = [...text.matchAll(/(?:useTranslation\(\s*|TFunction<)(?:"([\w-]+)")?\s*[)>]/g)].map((match) => match[1] ?? "common");
  const own = named[0] ?? "common";
  const chosen = [...text.matchAll(/(?<![\w.])t\(\s*[^`()]+?\?\s*"([^"]+)"\s*:\s*"([^"]+)"/g)].flatMap((match) =>
    [match[1] ?? "", match[2] ?? ""].map((key) => ({ namespace: own, key, prefix: false })),
  );
  const single = [...text.matchAll(/(?<![\w.])t\(\s*(?:"([^"]+)"|`([^`$]*)(\$\{)?)/g)].flatMap((match) => {
    const written = match[1] ?? match[2] ?? "";
    const [namespace, key] = written.includes(":") ? (written.split(":") as [string, string]) : [own, written];
    // `${problem.id}` alone: problems are known by what the services send, and shown as sent where they are not known.
    return key === "" ? [] : [{ namespace, key, prefix: match[3] !== undefined }];
  });
  return [...single, ...chosen];
}

const files = sources(SOURCE);

describe("texts", () => {
  it("are there in both languages, key by key", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [namespace, texts] of zh) {
      const chinese = new Set([...texts.keys()].map(plain));
      const english = new Set([...(en.get(namespace) ?? new Map<string, string>()).keys()].map(plain));
      expect([...chinese].sort(), namespace).toEqual([...english].sort());
    }
  });

  it("are filled, and name the same values in both languages", () => {
    const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
    for (const [namespace, texts] of zh) {
      for (const [key, text] of texts) {
        expect(text.trim(), `${namespace}:${key}`).not.toBe("");
        const english = en.get(namespace)?.get(key) ?? en.get(namespace)?.get(`${plain(key)}_other`);
        expect([...new Set(values(english ?? ""))], `${namespace}:${key}`).toEqual([...new Set(values(text))]);
      }
    }
  });

  it("come from one namespace in each file", () => {
    for (const file of files) {
      const names = [...readFileSync(file, "utf8").matchAll(/useTranslation\(\s*(?:"([\w-]+)")?\s*\)/g)].map((m) => m[1]);
      // A second name would make it unclear which one `t` reads.
      const perComponent = new Set(names.filter(Boolean));
      expect(perComponent.size, file).toBeLessThanOrEqual(1);
      if (perComponent.size === 1) expect(names.every(Boolean), file).toBe(true);
    }
  });

  it("exist where they are used", () => {
    const missing = files.flatMap((file) =>
      used(file)
        .filter(({ namespace, key, prefix }) => {
          const keys = [...(zh.get(namespace)?.keys() ?? [])].map(plain);
          return prefix ? !keys.some((known) => known.startsWith(key)) : !keys.includes(key);
        })
        .map(({ namespace, key }) => `${file.slice(SOURCE.length + 1)}: ${namespace}:${key}`),
    );
    expect(missing).toEqual([]);
  });

  it("name every problem that the services document", () => {
    const documented = readFileSync(join(TEXTS, "../../../../../../docs/reference/problems.md"), "utf8");
    const ids = [...documented.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? "");
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !zh.get("problems")?.has(id))).toEqual([]);
  });

  it("are all used", () => {
    const uses = files.flatMap(used);
    const idle = [...zh].flatMap(([namespace, texts]) =>
      // Problems are named by the services; what is common is there for every page.
      ["problems", "common"].includes(namespace)
        ? []
        : [...new Set([...texts.keys()].map(plain))]
            .filter((key) => !uses.some((use) => use.namespace === namespace && (use.prefix ? key.startsWith(use.key) : use.key === key)))
            .map((key) => `${namespace}:${key}`),
    );
    expect(idle).toEqual([]);
  });
});
