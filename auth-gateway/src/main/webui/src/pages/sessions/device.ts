const BROWSERS: [RegExp, string][] = [
  [/Lark|Feishu/i, "飞书 Feishu"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/MicroMessenger\//, "WeChat"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad|iPod/, "iOS"],
  [/Android/, "Android"],
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux/, "Linux"],
];

/** A browser's description of itself, in a few words; as it is, cut short, where nothing is known in it. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const of = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const words = [of(BROWSERS), of(SYSTEMS)].filter(Boolean);
  return words.length > 0 ? words.join(" · ") : userAgent.slice(0, 60);
}
