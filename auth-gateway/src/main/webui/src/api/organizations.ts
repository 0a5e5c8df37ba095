import { useQuery } from "@tanstack/react-query";
import type { ApplicationId } from "./applications";
import { answer, orgSync } from "./clients";
import { readAll } from "./pages";
import type { Organization, Page } from "./types";

export const organizationsKey = (id?: ApplicationId) =>
  id ? (["organizations", id.orgId, id.appId] as const) : (["organizations"] as const);

/** The Feishu organizations of one application, or of all that the session may see. */
export function useOrganizations(id?: ApplicationId, options: { refetchInterval?: number | false } = {}) {
  return useQuery({
    queryKey: organizationsKey(id),
    queryFn: () =>
      readAll((cursor) =>
        answer<Page<Organization>>(
          orgSync.GET("/api/org/organizations", {
            params: { query: { cursor, limit: "200", org_id: id?.orgId, app_id: id?.appId } },
          }),
        ),
      ),
    ...options,
  });
}
