// Fails when the first load of any page is above 400 KB on the wire: index.html, its scripts and styles, the shell, the page, its texts in the
// larger of the two languages, and what is fetched apart for what an address opens at once.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 400;
// What the headers of an answer are taken for, as browsers do (Resource Timing, transferSize).
const HEADERS = 300;
const root = new URL("../", import.meta.url);
const dist = new URL(process.env["BUILT"] ?? "../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

// Pages below a layout of their own, and those without the shell.
const OF_APPLICATIONS = ["application", "connect", "organization", "authorize"];
const ALONE = ["sign-in", "password"];

/** Views that a page fetches apart, and that its address can open at once: a tab, a person, a range of time. */
const BY_ADDRESS = {
  organization: ["pages/organization/member/MemberDetails", "pages/organization/sync/RunDetails", "pages/organization/settings/SettingsTab"],
  authorize: ["pages/authorize/requests/RequestsTab", "pages/authorize/roles/RolesTab", "pages/authorize/explain/ExplainTab"],
  audit: ["components/TimeRange"],
  "login-attempts": ["components/TimeRange"],
};

const sizes = new Map();

function onTheWire(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length + HEADERS);
  return sizes.get(file);
}

function chunk(key) {
  if (!manifest[key]) throw new Error(`${key} is not in the manifest: is it still fetched apart?`);
  return manifest[key];
}

/** The files a browser fetches for these entries of the manifest, whatever they import included. */
function closure(keys, files = new Set(), seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    files.add(chunk(key).file);
    (chunk(key).css ?? []).forEach((file) => files.add(file));
    closure(chunk(key).imports ?? [], files, seen);
  }
  return files;
}

/** The names of the texts that the source and all that it imports use. */
function textsOf(path, names = new Set(), seen = new Set()) {
  const file = ["", ".tsx", ".ts", "/index.tsx", "/index.ts"].map((end) => new URL(path.href + end)).find((one) => /\.tsx?$/.test(one.href) && existsSync(one));
  if (!file || seen.has(file.href)) return names;
  seen.add(file.href);
  const source = readFileSync(file, "utf8");
  for (const [, name] of source.matchAll(/useTranslation\("([\w-]+)"\)/g)) names.add(name);
  for (const [, from] of source.matchAll(/^(?:import|export|\})(?! type\b)[^;"]*?(?:from )?"(\.[^"]+)";/gm)) textsOf(new URL(from, file), names, seen);
  return names;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => /^src\/pages\/[^/]+\/index\.tsx$/.test(key));
if (pages.length === 0) throw new Error("No page in the manifest: build first.");

/** The files that are fetched for these sources and what every page needs, in the language that has more to say. */
function fetched(sources) {
  const names = new Set(["common", "problems"]);
  ["src/main.tsx", ...sources].forEach((source) => textsOf(new URL(source, root), names));
  return ["zh", "en"]
    .map((language) => closure([entry, ...sources, ...[...names].map((name) => `src/i18n/${language}/${name}.json`)]))
    .reduce((one, other) => (bytes(one) > bytes(other) ? one : other));
}

function bytes(files) {
  return [...files].reduce((sum, file) => sum + onTheWire(file), onTheWire("index.html"));
}

let failed = false;

function report(name, files) {
  const kb = bytes(files) / 1024;
  failed ||= kb > LIMIT_KB;
  console.log(`${name.padEnd(32)} ${kb.toFixed(0).padStart(5)} KB in ${files.size + 1} files${kb > LIMIT_KB ? "  TOO LARGE" : ""}`);
}

for (const page of pages) {
  const name = page.split("/")[2];
  const around = [
    ...(ALONE.includes(name) ? [] : ["src/shell/Shell.tsx"]),
    ...(OF_APPLICATIONS.includes(name) ? ["src/shell/ApplicationLayout.tsx"] : []),
  ];
  report(name, fetched([...around, page]));
  for (const view of BY_ADDRESS[name] ?? []) report(`  ${view.split("/").at(-1)}`, fetched([...around, page, `src/${view}.tsx`]));
}
process.exitCode = failed ? 1 : 0;
