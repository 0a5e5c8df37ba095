import { expect, it, vi } from "vitest";
import { together } from "./together";

const named = (ids: string[]) => Promise.resolve(ids.map((id) => ({ id, name: `name of ${id}` })));

it("asks once for what is asked for in the same moment", async () => {
  const read = vi.fn(named);
  const load = together(read, (one) => one.id);
  const all = await Promise.all(["a", "b", "a"].map(load));
  expect(all.map((one) => one.name)).toEqual(["name of a", "name of b", "name of a"]);
  expect(read.mock.calls).toEqual([[["a", "b"]]]);
  await load("a");
  expect(read).toHaveBeenCalledTimes(2);
});

it("asks for no more at once than the lists take", async () => {
  const read = vi.fn(named);
  const load = together(read, (one) => one.id);
  const ids = Array.from({ length: 120 }, (_, index) => String(index));
  expect((await Promise.all(ids.map(load))).map((one) => one.id)).toEqual(ids);
  expect(read.mock.calls.map(([asked]) => asked.length)).toEqual([50, 50, 20]);
});

it("tells whoever is not there, and everybody what went wrong", async () => {
  const some = together(() => Promise.resolve([{ id: "a" }]), (one) => one.id);
  const answers = await Promise.allSettled([some("a"), some("gone")]);
  expect(answers[0]).toEqual({ status: "fulfilled", value: { id: "a" } });
  expect(answers[1]).toMatchObject({ status: "rejected", reason: { id: "not-found" } });
  const none = together<{ id: string }>(() => Promise.reject(new Error("away")), (one) => one.id);
  await expect(Promise.all([none("a")])).rejects.toThrow("away");
});
