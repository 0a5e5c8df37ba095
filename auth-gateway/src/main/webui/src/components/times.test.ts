import { expect, it } from "vitest";
import { timeAgo, withLocalTimes } from "./times";

const NOW = Date.parse("2026-11-27T12:00:00Z");

it.each([
  ["2026-11-27T11:59:40Z", "now", "现在"],
  ["2026-11-27T11:57:00Z", "3 minutes ago", "3分钟前"],
  ["2026-11-26T11:00:00Z", "yesterday", "昨天"],
  ["2026-11-27T14:00:00Z", "in 2 hours", "2小时后"],
])("%s", (at, english, chinese) => {
  expect(timeAgo(at, "en", NOW)).toBe(english);
  expect(timeAgo(at, "zh", NOW)).toBe(chinese);
});

it("shows what is no time as it is", () => expect(timeAgo("soon", "en", NOW)).toBe("soon"));

it("puts the times in a sentence into words", () => {
  const text = withLocalTimes("Somebody last signed in at 2026-11-27T11:57:00.123456Z.", "en");
  expect(text).toMatch(/^Somebody last signed in at 27 Nov 2026, \d\d:57:00\.$/);
});
