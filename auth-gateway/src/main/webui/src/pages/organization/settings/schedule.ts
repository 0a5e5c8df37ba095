/** A schedule in the words of the form; `custom` is a cron expression that none of the others says. */
export type Plan =
  | { kind: "off" }
  | { kind: "hours"; every: number; zone: string }
  | { kind: "daily"; time: string; zone: string }
  | { kind: "weekly"; days: number[]; time: string; zone: string }
  | { kind: "custom"; expression: string; zone: string };

/** Hours that divide a day, so that the times are the same every day. */
export const EVERY_HOURS = [1, 2, 3, 4, 6, 8, 12] as const;

const ZONE = /^CRON_TZ=(\S+)\s+/;

/** What a schedule of the API means; null is none. */
export function planOf(schedule: string | null): Plan {
  if (schedule === null || schedule.trim() === "") return { kind: "off" };
  const text = schedule.trim();
  const zone = ZONE.exec(text)?.[1] ?? "UTC";
  const expression = text.replace(ZONE, "").trim();
  return simple(expression, zone) ?? { kind: "custom", expression, zone };
}

function simple(expression: string, zone: string): Plan | null {
  const fields = expression.split(/\s+/);
  const [minute = "", hour = "", day, month, weekday = ""] = fields;
  if (fields.length !== 5 || day !== "*" || month !== "*" || !isNumber(minute, 59)) return null;
  const every = /^\*\/(\d+)$/.exec(hour)?.[1] ?? (hour === "*" ? "1" : null);
  if (every !== null && minute === "0" && weekday === "*" && EVERY_HOURS.some((one) => String(one) === every)) {
    return { kind: "hours", every: Number(every), zone };
  }
  if (!isNumber(hour, 23)) return null;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (weekday === "*") return { kind: "daily", time, zone };
  const days = weekday.split(",");
  if (!days.every((one) => /^[0-7]$/.test(one))) return null;
  return { kind: "weekly", days: [...new Set(days.map((one) => Number(one) % 7))].sort(), time, zone };
}

function isNumber(text: string, most: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= most;
}

/** The schedule as the API takes it; null for none. */
export function scheduleOf(plan: Plan): string | null {
  if (plan.kind === "off") return null;
  return `CRON_TZ=${plan.zone} ${expressionOf(plan)}`;
}

function expressionOf(plan: Exclude<Plan, { kind: "off" }>): string {
  switch (plan.kind) {
    case "hours":
      return plan.every === 1 ? "0 * * * *" : `0 */${plan.every} * * *`;
    case "daily":
      return `${clock(plan.time)} * * *`;
    case "weekly":
      return `${clock(plan.time)} * * ${plan.days.join(",")}`;
    case "custom":
      return plan.expression.trim();
  }
}

function clock(time: string): string {
  const [hour = "0", minute = "0"] = time.split(":");
  return `${Number(minute)} ${Number(hour)}`;
}

/** The zone of whoever looks. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Zones to choose from, with those that are wanted in any case. */
export function zones(...wanted: string[]): string[] {
  return [...new Set([...wanted, "Asia/Shanghai", "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
