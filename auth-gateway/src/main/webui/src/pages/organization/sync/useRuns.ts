import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Run, synchronizationApi } from "../../../api/synchronization";
import { syncKeys } from "./keys";

/** Runs may also begin by themselves, on a schedule, by an event, or by somebody else. */
const LOOK_AGAIN_MS = 15_000;

/** The latest run of an organization; null if there was none yet. */
export function useLatestRun(organization: string) {
  return useQuery({
    queryKey: syncKeys.latest(organization),
    queryFn: async () => (await synchronizationApi.runs(organization, 1)).items[0] ?? null,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** The run that waits for somebody's approval, if there is one: a dry run may have been made since. */
export function useHeldRun(organization: string) {
  return useQuery({
    queryKey: [...syncKeys.runs(organization), "held"],
    queryFn: async () =>
      (await synchronizationApi.runs(organization, 20)).items.find((run) => run.status === "awaiting_approval") ?? null,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What can be done with runs; whatever comes of it, the list of runs is read again. */
export function useRunActions(organization: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: syncKeys.runs(organization) });
  const options = { onSettled: again };
  return {
    start: useMutation<Run, unknown, boolean>({
      mutationFn: (dryRun) => synchronizationApi.start(organization, dryRun),
      onSuccess: (run) => queries.setQueryData(syncKeys.latest(organization), run),
      ...options,
    }),
    approve: useMutation<Run, unknown, string>({
      mutationFn: (run) => synchronizationApi.approve(organization, run),
      ...options,
    }),
    cancel: useMutation<Run, unknown, string>({
      mutationFn: (run) => synchronizationApi.cancel(organization, run),
      ...options,
    }),
  };
}
