export interface Point {
  /** ISO 8601. */
  at: string;
  value: number;
}

export interface Plot {
  /** The line, as an SVG path in the box asked for. Empty where there is nothing to draw. */
  line: string;
  /** The top of the scale: a round number, not below any value. */
  top: number;
}

const STEPS = [1, 2, 5, 10];

/** The next round number that is not below: 1, 2, 5, 10, 20, 50 … */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((one) => value <= one * power * (1 + 1e-9)) ?? 10;
  return Number((step * power).toPrecision(1));
}

/** Lays points out in a box, zero at its bottom; time from the first point to the last. */
export function plot(points: Point[], width: number, height: number): Plot {
  const usable = points.filter(({ at, value }) => Number.isFinite(value) && !Number.isNaN(Date.parse(at)));
  const top = roundUp(Math.max(0, ...usable.map(({ value }) => value)));
  if (usable.length < 2) return { line: "", top };
  const times = usable.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const line = usable
    .map(({ value }, index) => {
      const x = (((times[index] ?? first) - first) / span) * width;
      const y = height - (Math.max(0, value) / top) * height;
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  return { line, top };
}

/** Every nth point, so that no more than so many are left, the last always among them. */
export function thinned(points: Point[], most: number): Point[] {
  const every = Math.ceil(points.length / most);
  return points.filter((_, index) => (points.length - 1 - index) % every === 0);
}
