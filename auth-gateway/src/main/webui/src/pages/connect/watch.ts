import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ApplicationId } from "../../api/applications";
import { readAttempts } from "../../api/sessions";
import type { Attempt } from "../../api/types";

/** Attempts that began after the one that was the newest before; newest first, as they are listed. */
export function since(attempts: Attempt[], before: string | null): Attempt[] {
  const end = before === null ? -1 : attempts.findIndex(({ attempt_id: id }) => id === before);
  return end === -1 ? attempts : attempts.slice(0, end);
}

/** Whether it is known how the attempt ended; `fell_back` goes on as another attempt. */
export function isOver({ outcome }: Attempt): boolean {
  return outcome === "signed_in" || outcome === "refused" || outcome === "abandoned";
}

/** Watches one application for sign-ins that begin from `start` on. */
export function useWatch({ orgId, appId }: ApplicationId) {
  const [watch, setWatch] = useState<{ before: string | null; round: number } | null>(null);
  const filter = { org_id: orgId, app_id: appId };
  const query = useQuery({
    queryKey: ["test-login", orgId, appId, watch?.round],
    enabled: watch !== null,
    queryFn: async () => since((await readAttempts(filter, undefined, "20")).items, watch?.before ?? null),
    refetchInterval: (state) => (state.state.data?.some(isOver) ? false : 2000),
    // Whoever signs in does so in another tab: this one is in the background then.
    refetchIntervalInBackground: true,
  });
  return {
    watching: watch !== null && !query.data?.some(isOver),
    attempts: query.data ?? [],
    error: query.error,
    ended: query.data?.find(isOver) ?? null,
    start: async () => {
      const newest = await readAttempts(filter, undefined, "1");
      setWatch((last) => ({ before: newest.items[0]?.attempt_id ?? null, round: (last?.round ?? 0) + 1 }));
    },
    stop: () => setWatch(null),
  };
}
