import { describe, expect, it } from "vitest";
import type { Department } from "../../../api/directory";
import { type Level, moved, rowsOf } from "./rows";

const department = (id: string, below = false) =>
  ({ department_id: id, name: id, has_sub_departments: below }) as Department;
const level = (...departments: Department[]): Level => ({ departments, loading: false, error: null });

const company = new Map<string | null, Level>([
  [null, level(department("a", true), department("b"))],
  ["a", level(department("a1"), department("a2"))],
]);

describe("the lines of the tree", () => {
  it("are those of the levels that are open", () => {
    const closed = rowsOf({ levels: company, expanded: new Set(), company: true });
    expect(closed.map((row) => row.key)).toEqual(["everybody", "a", "b", "nowhere"]);

    const open = rowsOf({ levels: company, expanded: new Set(["a"]), company: true });
    expect(open.map((row) => [row.key, row.level])).toEqual([
      ["everybody", 1],
      ["a", 2],
      ["a1", 3],
      ["a2", 3],
      ["b", 2],
      ["nowhere", 2],
    ]);
  });

  it("say which can be opened", () => {
    const rows = rowsOf({ levels: company, expanded: new Set(["a"]), company: false });
    expect(rows.map((row) => row.expanded)).toEqual([true, null, null, null]);
  });

  it("say how many they are among their like", () => {
    const rows = rowsOf({ levels: company, expanded: new Set(), company: true });
    expect(rows.map((row) => `${row.position}/${row.setSize}`)).toEqual(["1/1", "1/3", "2/3", "3/3"]);
  });

  it("show what is on its way and what failed in its place", () => {
    const levels = new Map<string | null, Level>([
      [null, level(department("a", true), department("b", true))],
      ["a", { departments: [], loading: true, error: null }],
      ["b", { departments: [], loading: false, error: new Error() }],
    ]);
    const rows = rowsOf({ levels, expanded: new Set(["a", "b"]), company: false });
    expect(rows.map((row) => row.kind)).toEqual(["department", "loading", "department", "error"]);
  });

  it("end even where departments lead in a circle", () => {
    const levels = new Map<string | null, Level>([
      [null, level(department("a", true))],
      ["a", level(department("b", true))],
      ["b", level(department("a", true))],
    ]);
    expect(rowsOf({ levels, expanded: new Set(["a", "b"]), company: false }).map((row) => row.key)).toEqual([
      "a",
      "b",
      "a",
    ]);
  });

  it("are made of ten thousand departments at once", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => department(String(index)));
    expect(rowsOf({ levels: new Map([[null, level(...many)]]), expanded: new Set(), company: true })).toHaveLength(10_002);
  });
});

describe("the keyboard in the tree", () => {
  const rows = rowsOf({ levels: company, expanded: new Set(["a"]), company: true });

  it.each([
    ["a", "ArrowDown", "a1"],
    ["everybody", "ArrowUp", "everybody"],
    ["nowhere", "ArrowDown", "nowhere"],
    ["a2", "ArrowLeft", "a"],
    ["a", "ArrowRight", "a1"],
    ["b", "ArrowRight", "b"],
    ["a2", "Home", "everybody"],
    ["a", "End", "nowhere"],
    [null, "ArrowDown", "everybody"],
    ["gone", "ArrowUp", "everybody"],
  ])("goes from %s by %s to %s", (from, key, to) => {
    expect(moved(rows, from, key)).toBe(to);
  });
});
