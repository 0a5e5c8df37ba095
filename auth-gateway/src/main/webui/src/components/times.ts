const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** Such as "3 minutes ago"; what is less than a minute away is "now". `at`: ISO 8601. */
export function timeAgo(at: string, language: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Number.isNaN(seconds)) return at;
  const words = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en", { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}

/** Date and time to the second, in the browser's time zone. */
export function absoluteTime(at: string, language: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
  }).format(date);
}

/** A number of seconds in words, such as "10 min" or "7 d". */
export function duration(seconds: number, language: string): string {
  const [unit, size] = ([["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const).find(
    ([, step]) => seconds >= step && seconds % step === 0,
  ) ?? ["second", 1];
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { style: "unit", unit, unitDisplay: "long" }).format(
    seconds / size,
  );
}

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** The text with every point in time in it as somebody here would write it. */
export function withLocalTimes(text: string, language: string): string {
  return text.replace(INSTANT, (at) => absoluteTime(at, language));
}
