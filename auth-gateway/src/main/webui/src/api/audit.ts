import type { ApplicationId } from "./applications";
import { answer, permission } from "./clients";
import { consoleApi } from "./console";
import { usePages } from "./pages";
import type { Change, DecisionRecord, Page } from "./types";

const path = ({ orgId, appId }: ApplicationId) => ({ org_id: orgId, app_id: appId });

interface Range {
  from?: string;
  to?: string;
}

export interface ChangeFilter extends Range {
  kind?: string;
  caller?: string;
  subject_id?: string;
}

/** Changes of an application's roles, grants and access requests, the newest first. */
export function useChanges(id: ApplicationId, filter: ChangeFilter) {
  return usePages(["changes", id, filter], (cursor) =>
    answer<Page<Change>>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/changes", {
        params: { path: path(id), query: { ...filter, cursor } },
      }),
    ),
  );
}

export interface DecisionFilter extends Range {
  member_id?: string;
  decision?: string;
  reason?: string;
}

/** Who was refused and who was let in, the newest first. */
export function useDecisions(id: ApplicationId, filter: DecisionFilter) {
  return usePages(["decisions", id, filter], (cursor) =>
    answer<Page<DecisionRecord>>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/decisions", {
        params: { path: path(id), query: { ...filter, cursor } },
      }),
    ),
  );
}

/** What was done in the console itself. */
export function useActions(filter: Range & { username?: string }) {
  return usePages(["console-actions", filter], (cursor) => consoleApi.actions({ ...filter, cursor }));
}

/** Address of the file with everything that the filter lets through. */
export function exportAddress(id: ApplicationId, what: "changes" | "decisions", filter: ChangeFilter | DecisionFilter): string {
  const query = new URLSearchParams({ format: "csv" });
  for (const [name, value] of Object.entries(filter) as [string, string | undefined][]) if (value) query.set(name, value);
  return `/api/permission/applications/${encodeURIComponent(id.orgId)}/${encodeURIComponent(id.appId)}/${what}/export?${query.toString()}`;
}
