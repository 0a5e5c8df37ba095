import { useQuery } from "@tanstack/react-query";
import { useSession } from "../session/session";
import { type ApplicationAddress, permissionsApi } from "./permissions";

/** How many people wait for an answer to their request for access; undefined while that is not known. */
export function useOpenRequests({ org_id, app_id }: ApplicationAddress): number | undefined {
  const { may } = useSession();
  return useQuery({
    queryKey: ["access-requests", org_id, app_id, "open"],
    queryFn: async () => (await permissionsApi.accessRequests({ org_id, app_id }, "open", 1)).open_count,
    enabled: may("permissions:read"),
    refetchInterval: 60_000,
  }).data;
}
