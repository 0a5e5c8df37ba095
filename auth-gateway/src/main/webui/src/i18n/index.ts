import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "zh" | "en";

const KEPT_IN = "jit.console.language";

// One small file for each page and language, fetched when a page asks for it.
const texts = import.meta.glob<{ default: Record<string, unknown> }>("./{zh,en}/*.json");

const files: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = texts[`./${language}/${namespace}.json`];
    if (!load) {
      done(new Error(`No texts for ${language}/${namespace}`), null);
      return;
    }
    load().then(
      (file) => done(null, file.default),
      (reason: unknown) => done(reason instanceof Error ? reason : new Error(String(reason)), null),
    );
  },
};

function remembered(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT_IN);
    return kept === "zh" || kept === "en" ? kept : null;
  } catch {
    return null;
  }
}

function ofBrowser(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

i18next.on("languageChanged", (language) => {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
});

/** Done when the texts that every page needs are there. */
export const started = i18next
  .use(files)
  .use(initReactI18next)
  .init({
    lng: remembered() ?? ofBrowser(),
    fallbackLng: false,
    supportedLngs: ["zh", "en"],
    ns: ["common", "problems"],
    defaultNS: "common",
    interpolation: { escapeValue: false },
    returnNull: false,
  });

/** Changes the language and remembers it in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT_IN, language);
  } catch {
    // A browser that keeps nothing still shows the language chosen, until it is closed.
  }
  await i18next.changeLanguage(language);
}

/** The language shown now. */
export function language(): Language {
  return i18next.language === "zh" ? "zh" : "en";
}

export default i18next;
