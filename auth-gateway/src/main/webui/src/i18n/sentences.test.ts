import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inChinese, SENTENCES } from "./sentences";

const ROOT = `${import.meta.dirname}/../../../../../../`;

/** Everything a service's source says in a literal, one literal after another. */
const source = ["auth-gateway", "org-sync-service", "permission-service"]
  .flatMap((service) => {
    const folder = `${ROOT}${service}/src/main/java/`;
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".java"))
      .map((file) => readFileSync(folder + file, "utf8"));
  })
  .join("\n");

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
