import { ProblemError } from "./problem";

/** As many ids as the lists take at once. */
const MOST = 50;

interface Waiting<T> {
  resolve: (found: T) => void;
  reject: (reason: unknown) => void;
}

/**
 * Asks for many at once what is asked for one by one in the same moment, as the lines of a table do. Whoever is not among the answers is told
 * `not-found`, as when asking for one.
 */
export function together<T>(read: (ids: string[]) => Promise<T[]>, idOf: (one: T) => string): (id: string) => Promise<T> {
  let waiting = new Map<string, Waiting<T>[]>();

  async function ask(asked: Map<string, Waiting<T>[]>) {
    try {
      const found = new Map((await read([...asked.keys()])).map((one) => [idOf(one), one]));
      for (const [id, all] of asked) {
        const one = found.get(id);
        for (const { resolve, reject } of all) {
          if (one === undefined) reject(new ProblemError(404, { type: "urn:jit:problem:not-found" }));
          else resolve(one);
        }
      }
    } catch (reason) {
      for (const all of asked.values()) all.forEach(({ reject }) => reject(reason));
    }
  }

  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) {
        const mine = waiting;
        queueMicrotask(() => {
          if (waiting === mine) waiting = new Map();
          void ask(mine);
        });
      }
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
      if (waiting.size === MOST) waiting = new Map();
    });
}
