// Fails when the first load of any page is above 400 KB on the wire: index.html, its scripts and styles, the shell and the page.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 400;
const dist = new URL(process.env["BUILT"] ?? "../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const sizes = new Map();

function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length);
  return sizes.get(file);
}

/** The files a browser fetches for these entries of the manifest, whatever they import included. */
function closure(keys, files = new Set(), seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    files.add(chunk.file);
    (chunk.css ?? []).forEach((file) => files.add(file));
    closure(chunk.imports ?? [], files, seen);
  }
  return files;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = Object.keys(manifest).find((key) => key === "src/shell/Shell.tsx");
const texts = (page) => Object.keys(manifest).filter((key) =>
  ["common", "shell", page].some((name) => key === `src/i18n/zh/${name}.json`));
const pages = Object.keys(manifest).filter((key) => /^src\/pages\/[^/]+\/index\.tsx$/.test(key));

let failed = false;
for (const page of pages) {
  const name = page.split("/")[2];
  const alone = ["sign-in", "password"].includes(name);
  const files = closure([entry, ...(alone || !shell ? [] : [shell]), page, ...texts(name)]);
  const bytes = [...files].reduce((sum, file) => sum + gzipped(file), gzipped("index.html"));
  const kb = bytes / 1024;
  failed ||= kb > LIMIT_KB;
  console.log(`${name.padEnd(20)} ${kb.toFixed(0).padStart(5)} KB in ${files.size + 1} files${kb > LIMIT_KB ? "  TOO LARGE" : ""}`);
}
if (pages.length === 0) throw new Error("No page in the manifest: build first.");
process.exitCode = failed ? 1 : 0;
