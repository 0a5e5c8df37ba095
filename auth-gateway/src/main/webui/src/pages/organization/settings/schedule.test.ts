import { describe, expect, it } from "vitest";
import { type Plan, planOf, scheduleOf, zones } from "./schedule";

describe("a schedule", () => {
  it.each<[string | null, Plan]>([
    [null, { kind: "off" }],
    ["  ", { kind: "off" }],
    ["0 3 * * *", { kind: "daily", time: "03:00", zone: "UTC" }],
    ["CRON_TZ=Asia/Shanghai 30 3 * * *", { kind: "daily", time: "03:30", zone: "Asia/Shanghai" }],
    ["CRON_TZ=Asia/Shanghai 5 22 * * 7,1,0", { kind: "weekly", days: [0, 1], time: "22:05", zone: "Asia/Shanghai" }],
    ["0 */6 * * *", { kind: "hours", every: 6, zone: "UTC" }],
    ["0 * * * *", { kind: "hours", every: 1, zone: "UTC" }],
    ["0 */5 * * *", { kind: "custom", expression: "0 */5 * * *", zone: "UTC" }],
    ["15 */6 * * *", { kind: "custom", expression: "15 */6 * * *", zone: "UTC" }],
    ["0 3 1 * *", { kind: "custom", expression: "0 3 1 * *", zone: "UTC" }],
    ["0 3 * * MON", { kind: "custom", expression: "0 3 * * MON", zone: "UTC" }],
    ["0 99 * * *", { kind: "custom", expression: "0 99 * * *", zone: "UTC" }],
    ["nonsense", { kind: "custom", expression: "nonsense", zone: "UTC" }],
  ])("%s is read as %o", (schedule, plan) => {
    expect(planOf(schedule)).toEqual(plan);
  });

  it.each([
    "CRON_TZ=Asia/Shanghai 30 3 * * *",
    "CRON_TZ=Asia/Shanghai 5 22 * * 1,3",
    "CRON_TZ=UTC 0 */6 * * *",
    "CRON_TZ=UTC 0 * * * *",
    "CRON_TZ=Europe/Berlin 0 3 1 * *",
  ])("%s is written as it was read", (schedule) => {
    expect(scheduleOf(planOf(schedule))).toBe(schedule);
  });

  it("is none when it is off", () => {
    expect(scheduleOf({ kind: "off" })).toBeNull();
  });

  it("can be in the zone it was in, whether the browser knows it or not", () => {
    expect(zones("Asia/Nowhere")).toContain("Asia/Nowhere");
    expect(zones("UTC").filter((zone) => zone === "UTC")).toHaveLength(1);
  });
});
