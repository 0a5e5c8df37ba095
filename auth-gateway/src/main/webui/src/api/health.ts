import { useQueries, useQuery } from "@tanstack/react-query";
import { answer, orgSync } from "./clients";
import { consoleApi } from "./console";
import { setupKey } from "./setup";
import type { Organization, Setup } from "./types";

/** The services' readiness and their last hour, read again as often as the gateway samples them. */
export function useHealth() {
  return useQuery({ queryKey: ["health"], queryFn: consoleApi.health, refetchInterval: 10_000 });
}

/** The checklist of each organization, as its last check found it. */
export function useSetups(organizations: Organization[]) {
  return useQueries({
    queries: organizations.map(({ organization_id: id }) => ({
      queryKey: setupKey(id),
      queryFn: () =>
        answer<Setup>(
          orgSync.GET("/api/org/organizations/{organization_id}/setup", { params: { path: { organization_id: id } } }),
        ),
    })),
  });
}
