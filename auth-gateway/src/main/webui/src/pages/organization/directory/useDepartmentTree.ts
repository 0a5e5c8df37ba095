import { type QueryClient, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { type Department, directoryApi } from "../../../api/directory";
import type { Page } from "../../../api/types";
import { directoryKeys } from "./keys";
import { type Level, type Row, rowsOf } from "./rows";

/** The longest way up that is followed: a tree of departments is not so deep. */
const HIGHEST = 50;

export interface DepartmentTreeState {
  rows: Row[];
  toggle: (department: string, open?: boolean) => void;
  retry: () => void;
  /** Opens everything above a department, so that it is seen. */
  reveal: (department: Department) => Promise<void>;
}

interface Read {
  departments: Department[];
  /** Whether that is all of them. */
  whole: boolean;
}

/** Reads a level page by page; what has come is shown while the rest is on its way. A level read before stays until it is read anew. */
async function readLevel(queries: QueryClient, organization: string, parent: string | null): Promise<Read> {
  const key = directoryKeys.below(organization, parent);
  const known = queries.getQueryData<Read>(key);
  const departments: Department[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Department> = await directoryApi.departmentsBelow(organization, parent, cursor);
    departments.push(...page.items);
    cursor = page.next_cursor ?? undefined;
    if (cursor && !known?.whole) queries.setQueryData<Read>(key, { departments: [...departments], whole: false });
  } while (cursor);
  return { departments, whole: true };
}

/** The departments of an organization, each level read when it is opened. `company`: the whole company stands above them. */
export function useDepartmentTree(organization: string, company: boolean): DepartmentTreeState {
  const queries = useQueryClient();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());

  const opened = useMemo<(string | null)[]>(() => [null, ...expanded], [expanded]);
  const answers = useQueries({
    queries: opened.map((parent) => ({
      queryKey: directoryKeys.below(organization, parent),
      queryFn: () => readLevel(queries, organization, parent),
      staleTime: 60_000,
    })),
  });

  // The answers are new objects each time; what they were made of is not.
  const changed = answers.map((one) => `${one.dataUpdatedAt}/${one.status}`).join();
  const rows = useMemo(() => {
    const levels = new Map<string | null, Level>();
    opened.forEach((parent, index) => {
      const one = answers[index];
      levels.set(parent, {
        departments: one?.data?.departments ?? [],
        loading: one?.data === undefined ? (one?.isPending ?? true) : !one.data.whole,
        error: one?.data === undefined ? (one?.error ?? null) : null,
      });
    });
    return rowsOf({ levels, expanded, company });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `changed` stands for `answers`
  }, [changed, opened, expanded, company]);

  const toggle = useCallback((department: string, open?: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (open ?? !before.has(department)) after.add(department);
      else after.delete(department);
      return after;
    });
  }, []);

  const retry = useCallback(
    () => void queries.refetchQueries({ queryKey: directoryKeys.all(organization), predicate: (one) => one.state.status === "error" }),
    [queries, organization],
  );

  const reveal = useCallback(
    async (department: Department) => {
      const above: string[] = [];
      let parent = department.parent_id;
      while (parent !== null && above.length < HIGHEST && !above.includes(parent)) {
        const id = parent;
        above.push(id);
        const found = await queries.fetchQuery({
          queryKey: directoryKeys.department(organization, id),
          queryFn: () => directoryApi.department(organization, id),
          staleTime: 60_000,
        });
        parent = found.parent_id;
      }
      setExpanded((before) => new Set([...before, ...above]));
    },
    [queries, organization],
  );

  return { rows, toggle, retry, reveal };
}
