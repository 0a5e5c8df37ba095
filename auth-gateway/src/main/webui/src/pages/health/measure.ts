/** A measured value in words: below a second in milliseconds, messages as a whole number. */
export function measure(value: number, unit: "seconds" | "messages", language: string): string {
  const locale = language === "zh" ? "zh-CN" : "en";
  const number = (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  if (unit === "messages") return number(0).format(value);
  if (value > 0 && value < 1) return `${number(0).format(value * 1000)} ms`;
  return `${number(value < 10 ? 1 : 0).format(value)} s`;
}
