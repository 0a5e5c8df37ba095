import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A page's filter, kept in its address: it can be sent to somebody, and survives going back. */
export function useFilter<K extends string>(names: readonly K[]) {
  const [query, setQuery] = useSearchParams();
  const filter = Object.fromEntries(names.map((name) => [name, query.get(name) ?? undefined])) as Partial<Record<K, string>>;
  const change = useCallback(
    (changes: Partial<Record<K, string | null>>) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | null | undefined>(changes)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      ),
    [setQuery],
  );
  return { filter, change };
}
