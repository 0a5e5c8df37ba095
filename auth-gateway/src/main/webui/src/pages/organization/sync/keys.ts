/** Under which names the answers about runs are kept. */
export const syncKeys = {
  runs: (organization: string) => ["sync-runs", organization] as const,
  latest: (organization: string) => ["sync-runs", organization, "latest"] as const,
  history: (organization: string) => ["sync-runs", organization, "history"] as const,
  run: (organization: string, run: string) => ["sync-runs", organization, "run", run] as const,
  changes: (organization: string, run: string) => ["sync-changes", organization, run] as const,
};
