import { describe, expect, it } from "vitest";
import { percentDone, roughly } from "./runProgress";

describe("the progress of a run", () => {
  it("never goes back from one stage to the next", () => {
    const seen = [
      percentDone({ stage: "reading_range" }),
      percentDone({ stage: "reading_departments" }),
      percentDone({ stage: "reading_members", lists_read: 0, lists_known: 40 }),
      percentDone({ stage: "reading_members", lists_read: 40, lists_known: 40 }),
      percentDone({ stage: "comparing" }),
      percentDone({ stage: "applying", changes_applied: 0, changes_found: 10 }),
      percentDone({ stage: "applying", changes_applied: 10, changes_found: 10 }),
    ];
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(99);
  });

  it("moves with the lists that are read", () => {
    const at = (lists_read: number) => percentDone({ stage: "reading_members", lists_read, lists_known: 100 });
    expect(at(50)).toBeGreaterThan(at(10));
  });

  it("is sane where nothing is known or more was read than known", () => {
    expect(percentDone({ stage: "reading_members", lists_read: 0, lists_known: 0 })).toBe(15);
    expect(percentDone({ stage: "reading_members", lists_read: 90, lists_known: 45 })).toBe(80);
    expect(percentDone({ stage: "applying" })).toBe(85);
  });
});

describe("the time left", () => {
  it.each([
    [0, "seconds", 5],
    [11, "seconds", 15],
    [61, "minutes", 1],
    [150, "minutes", 3],
    [5400, "hours", 1.5],
  ])("%i seconds are roughly said", (seconds, unit, count) => {
    expect(roughly(seconds)).toEqual({ unit, count });
  });
});
