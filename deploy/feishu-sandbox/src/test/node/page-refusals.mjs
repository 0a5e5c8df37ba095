// What the sandbox's page says, in both languages, when the control API does not do what it was asked for.
import { mkdir, writeFile } from "node:fs/promises";
import { tell } from "./sandbox.mjs";

const origin = process.env.SANDBOX_ORIGIN;
const folder = new URL("./page/", import.meta.url);
await mkdir(folder, { recursive: true });
for (const file of ["words.js", "parts.js"]) {
  await writeFile(new URL(file, folder), await (await fetch(`${origin}/sandbox/assets/${file}`)).text());
}

globalThis.localStorage = { getItem: () => "zh", setItem: () => {} };
const sandbox = globalThis.fetch;
globalThis.fetch = (path, options) => sandbox(origin + path, options);
const { call } = await import(new URL("parts.js", folder));
const { language } = await import(new URL("words.js", folder));

const said = {};
async function ask(name, ...request) {
  said[name] = {};
  for (language.current of ["zh", "en"]) {
    said[name][language.current] = await call(...request).catch((error) => ({ words: error.message, detail: error.detail }));
  }
}
const answering = (answer) => (globalThis.fetch = async () => answer());

await ask("fine", "GET", "/health");
await ask("invalid", "POST", "/people", { name: "" });
await ask("unknown", "GET", "/people/nobody");
await ask("noRoute", "GET", "/nothing");
answering(() => new Response("Internal Server Error", { status: 500 }));
await ask("broken", "POST", "/reset");
answering(() => {
  throw new TypeError("fetch failed");
});
await ask("away", "POST", "/reset");
tell(said);
