import { describe, expect, it } from "vitest";
import { plot, roundUp, thinned } from "./chart";

const at = (second: number) => new Date(Date.UTC(2026, 10, 27, 0, 0, second)).toISOString();

describe("a line", () => {
  it("runs from the first point to the last, zero at the bottom", () => {
    const { line, top } = plot([{ at: at(0), value: 0 }, { at: at(30), value: 4 }, { at: at(60), value: 2 }], 100, 50);
    expect(top).toBe(5);
    expect(line).toBe("M0.0 50.0L50.0 10.0L100.0 30.0");
  });

  it("is not drawn through one point, or through none", () => {
    expect(plot([{ at: at(0), value: 1 }], 100, 50).line).toBe("");
    expect(plot([], 100, 50)).toEqual({ line: "", top: 1 });
  });

  it("leaves out what is no number and no time", () => {
    const points = [{ at: at(0), value: 1 }, { at: "never", value: 2 }, { at: at(5), value: Number.NaN }, { at: at(10), value: 1 }];
    expect(plot(points, 100, 50).line).toBe("M0.0 0.0L100.0 0.0");
  });
});

it.each([[0, 1], [0.003, 0.005], [1, 1], [1.1, 2], [7, 10], [13, 20], [1000, 1000]])("%s is on a scale to %s", (value, top) =>
  expect(roundUp(value)).toBe(top),
);

it("keeps the latest point when thinning", () => {
  const points = Array.from({ length: 361 }, (_, index) => ({ at: at(index), value: index }));
  const kept = thinned(points, 60);
  expect(kept.length).toBeLessThanOrEqual(60);
  expect(kept.at(-1)?.value).toBe(360);
});
