import type { components } from "./generated/org-sync-service";
import { answer, orgSync } from "./clients";
import type { ProblemBody } from "./problem";
import type { Answer, Page, Sentence } from "./types";

type O = components["schemas"];

export type RunStatus = O["RunStatus"];
export type Stage = O["Stage"];
export const STAGES: readonly Stage[] = [
  "reading_range",
  "reading_departments",
  "reading_members",
  "comparing",
  "applying",
];

export type Counts = Answer<O["Counts"]>;
export type RunWarning = Answer<O["Warning"], "field" | "permission">;
export interface Calls {
  made: number;
  lower_bound: number;
  extra: { reason: string; count: number }[];
  throttled: number;
}

/** One reading of a whole organization and what came of it. */
export interface Run {
  run_id: string;
  organization_id: string;
  status: RunStatus;
  stage: Stage;
  dry_run: boolean;
  started_at: string;
  finished_at: string | null;
  calls: Calls;
  departments: Counts;
  members: Counts;
  warnings: RunWarning[];
  /** Of a dry or held run, how many of the people it would remove may sign in now; null if that is not known. */
  losing_access: number | null;
  problem: ProblemBody | null;
}

/** How far a run is, as its event stream tells it; `seconds_left` is null while that cannot be said. */
export interface Progress {
  run_id: string;
  status: RunStatus;
  stage: Stage;
  departments_read: number;
  people_read: number;
  lists_read: number;
  lists_known: number;
  changes_found: number;
  changes_applied: number;
  calls: Calls;
  seconds_left: number | null;
}

/** One difference that a run found. */
export interface RunChange {
  entity: "department" | "member";
  kind: "added" | "updated" | "removed" | "set_aside";
  id: string;
  name: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  loses_access: boolean | null;
  summary: Sentence | null;
}

/** Which differences are wanted; what is left out does not matter. */
export interface ChangeFilter {
  entity?: RunChange["entity"];
  kind?: RunChange["kind"];
  loses_access?: "true";
}

/** Where a run's progress is told as server-sent events. */
export function progressUrl(organization: string, run: string): string {
  return `/api/org/organizations/${encodeURIComponent(organization)}/sync-runs/${encodeURIComponent(run)}/progress`;
}

export const synchronizationApi = {
  runs: (organization: string, limit: number, cursor?: string) =>
    answer<Page<Run>>(
      orgSync.GET("/api/org/organizations/{organization_id}/sync-runs", {
        params: { path: { organization_id: organization }, query: { limit: String(limit), cursor } },
      }),
    ),

  run: (organization: string, run: string) =>
    answer<Run>(
      orgSync.GET("/api/org/organizations/{organization_id}/sync-runs/{run_id}", {
        params: { path: { organization_id: organization, run_id: run } },
      }),
    ),

  start: (organization: string, dryRun: boolean) =>
    answer<Run>(
      orgSync.POST("/api/org/organizations/{organization_id}/sync-runs", {
        params: { path: { organization_id: organization } },
        body: { dry_run: dryRun } as never,
      }),
    ),

  approve: (organization: string, run: string) =>
    answer<Run>(
      orgSync.POST("/api/org/organizations/{organization_id}/sync-runs/{run_id}/approve", {
        params: { path: { organization_id: organization, run_id: run } },
      }),
    ),

  cancel: (organization: string, run: string) =>
    answer<Run>(
      orgSync.POST("/api/org/organizations/{organization_id}/sync-runs/{run_id}/cancel", {
        params: { path: { organization_id: organization, run_id: run } },
      }),
    ),

  changes: (organization: string, run: string, filter: ChangeFilter, cursor?: string) =>
    answer<Page<RunChange>>(
      orgSync.GET("/api/org/organizations/{organization_id}/sync-runs/{run_id}/changes", {
        params: { path: { organization_id: organization, run_id: run }, query: { ...filter, limit: "100", cursor } },
      }),
    ),
};
