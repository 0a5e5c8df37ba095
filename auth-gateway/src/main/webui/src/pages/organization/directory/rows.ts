import type { Department } from "../../../api/directory";

/** What is known of the departments directly below one. */
export interface Level {
  departments: readonly Department[];
  loading: boolean;
  error: unknown;
}

/** Everybody; the people of no department; or a department's id. */
export type Choice = "everybody" | "nowhere" | (string & {});

/** One line of the tree as it is shown. */
export interface Row {
  key: string;
  kind: "everybody" | "nowhere" | "department" | "loading" | "error";
  department: Department | null;
  /** 1 for the outermost. */
  level: number;
  /** Null where nothing is below. */
  expanded: boolean | null;
  position: number;
  setSize: number;
}

interface Shape {
  levels: ReadonlyMap<string | null, Level>;
  expanded: ReadonlySet<string>;
  /** Whether the company stands above its departments, and those of no department below them. */
  company: boolean;
}

/** The lines of the tree, from what is loaded and opened. */
export function rowsOf({ levels, expanded, company }: Shape): Row[] {
  const rows: Row[] = [];
  if (company) rows.push(line("everybody", "everybody", 1, 0, 1));
  below(rows, { levels, expanded, company }, null, company ? 2 : 1, new Set());
  return rows;
}

function below(rows: Row[], shape: Shape, parent: string | null, level: number, above: ReadonlySet<string>): void {
  const known = shape.levels.get(parent);
  if (!known) return;
  const nowhere = parent === null && shape.company && !known.loading && !known.error;
  const setSize = known.departments.length + (nowhere ? 1 : 0);
  known.departments.forEach((department, index) => {
    const id = department.department_id;
    // A department that is above itself would never end.
    const open = shape.expanded.has(id) && !above.has(id);
    rows.push({
      key: id,
      kind: "department",
      department,
      level,
      expanded: department.has_sub_departments ? open : null,
      position: index + 1,
      setSize,
    });
    if (open && department.has_sub_departments) below(rows, shape, id, level + 1, new Set([...above, id]));
  });
  if (known.loading) rows.push(line(`loading:${parent}`, "loading", level, 0, 1));
  if (known.error) rows.push(line(`error:${parent}`, "error", level, 0, 1));
  if (nowhere) rows.push(line("nowhere", "nowhere", level, setSize - 1, setSize));
}

function line(key: string, kind: Row["kind"], level: number, index: number, setSize: number): Row {
  return { key, kind, department: null, level, expanded: null, position: index + 1, setSize };
}

/** Where the keyboard goes from a line: the tree pattern of the WAI-ARIA Authoring Practices. */
export function moved(rows: readonly Row[], from: string | null, key: string): string | null {
  const can = rows.filter((row) => row.kind !== "loading" && row.kind !== "error");
  const at = can.findIndex((row) => row.key === from);
  const here = can[at];
  if (!here) return can[0]?.key ?? null;
  switch (key) {
    case "ArrowDown":
      return can[Math.min(at + 1, can.length - 1)]?.key ?? null;
    case "ArrowUp":
      return can[Math.max(at - 1, 0)]?.key ?? null;
    case "Home":
      return can[0]?.key ?? null;
    case "End":
      return can.at(-1)?.key ?? null;
    case "PageDown":
      return can[Math.min(at + 10, can.length - 1)]?.key ?? null;
    case "PageUp":
      return can[Math.max(at - 10, 0)]?.key ?? null;
    case "ArrowLeft":
      return can.slice(0, at).findLast((row) => row.level < here.level)?.key ?? here.key;
    case "ArrowRight": {
      const next = can[at + 1];
      return next && next.level > here.level ? next.key : here.key;
    }
    default:
      return here.key;
  }
}
