import { answer, permission } from "./clients";
import type { Page, Sentence } from "./types";

/** An application's address, which every route of permissions begins with. */
export interface ApplicationAddress {
  org_id: string;
  app_id: string;
}

export type PrincipalType = "member" | "department" | "everyone";
export type Effect = "allow" | "deny";
export type GrantState = "in_force" | "scheduled" | "expired" | "orphaned";

export interface Grant {
  grant_id: string;
  organization_id: string;
  principal: { type: PrincipalType; id: string | null };
  include_sub_departments: boolean;
  role: string;
  effect: Effect;
  valid_from: string | null;
  valid_until: string | null;
  state: GrantState;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface NewGrant {
  organization_id: string;
  principal: { type: PrincipalType; id: string | null };
  include_sub_departments?: boolean;
  role: string;
  effect: Effect;
  valid_from: string | null;
  valid_until: string | null;
}

export interface GrantPatch {
  role?: string;
  valid_from?: string | null;
  valid_until?: string | null;
}

export interface GrantFilter {
  organization_id?: string;
  principal_type?: string;
  principal_id?: string;
  role?: string;
  effect?: string;
}

export interface GrantList extends Page<Grant> {
  warnings: { code: string; zh: string; en: string }[];
}

export interface Role {
  name: string;
  title: string;
  built_in: boolean;
  version: number;
}

/** Somebody whose access a change begins or ends. */
export interface Affected {
  member_id: string;
  organization_id: string;
  name: string;
  roles: string[];
}

export interface WhatIf {
  at: string;
  gains: Affected[];
  gains_count: number;
  loses: Affected[];
  loses_count: number;
  changes: (Affected & { roles_before: string[] })[];
  changes_count: number;
  not_in_force: number;
  leaves_without_administrator: boolean;
}

/** A change to be tried; nothing is made. */
export interface Change {
  create?: NewGrant[];
  delete?: string[];
  move_department?: { department_id: string; new_parent_id: string | null };
  at?: string;
}

export interface Step {
  type: string;
  id: string | null;
  name: string | null;
}

export interface ExplainedGrant {
  grant_id: string;
  effect: Effect;
  role: string;
  via: Step[];
  also_via: Step[][];
  in_force: boolean;
  state: GrantState;
  valid_from: string | null;
  valid_until: string | null;
  wins: boolean;
}

export interface Explanation {
  decision: boolean;
  reason: string;
  roles: string[];
  at: string;
  status: string;
  grants: ExplainedGrant[];
  sentence: Sentence;
}

export type AccessRequestStatus = "open" | "approved" | "declined" | "closed";

export interface AccessRequest {
  access_request_id: string;
  organization_id: string;
  member: { member_id: string; name: string; picture: string | null };
  reason: string;
  status: AccessRequestStatus;
  asked_at: string;
  decided_at: string | null;
  decided_by: string | null;
  note: string | null;
  grant_id: string | null;
  role: string | null;
  valid_until: string | null;
}

export interface AccessRequestPage extends Page<AccessRequest> {
  /** How many wait for a decision, whatever the list shows. */
  open_count: number;
}

/**
 * Whether a change may leave the application without an administrator: `false` has it refused, which is what to send first; `undefined` leaves it
 * to the service, which lets the platform's administrators do it.
 */
export type LeaveWithoutAdministrator = false | undefined;

/** The entity tag of a version, for If-Match. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

const leave = (value: LeaveWithoutAdministrator) => ({
  leave_without_administrator: value === undefined ? undefined : "false",
});

export const permissionsApi = {
  grants: (application: ApplicationAddress, filter: GrantFilter, limit: number, cursor?: string) =>
    answer<GrantList>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/grants", {
        params: { path: { ...application }, query: { ...filter, limit, cursor } },
      }),
    ),

  grant: (application: ApplicationAddress, grant: string) =>
    answer<Grant>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/grants/{grant_id}", {
        params: { path: { ...application, grant_id: grant } },
      }),
    ),

  /** Makes them all or none; sent again with the same key, they are made once. */
  makeGrants: (application: ApplicationAddress, grants: NewGrant[], key: string, without: LeaveWithoutAdministrator) =>
    answer<{ created: Grant[]; deleted: string[] }>(
      permission.POST("/api/permission/applications/{org_id}/{app_id}/grants/batch", {
        params: { path: { ...application }, query: leave(without), header: { "Idempotency-Key": `"${key}"` } },
        body: { create: grants, delete: [] } as never,
      }),
    ),

  changeGrant: (
    application: ApplicationAddress,
    grant: Grant,
    patch: GrantPatch,
    without: LeaveWithoutAdministrator,
  ) =>
    answer<Grant>(
      permission.PATCH("/api/permission/applications/{org_id}/{app_id}/grants/{grant_id}", {
        params: {
          path: { ...application, grant_id: grant.grant_id },
          query: leave(without),
          header: { "If-Match": entityTag(grant.version) },
        },
        body: patch as never,
      }),
    ),

  removeGrant: (application: ApplicationAddress, grant: Grant, without: LeaveWithoutAdministrator) =>
    answer<undefined>(
      permission.DELETE("/api/permission/applications/{org_id}/{app_id}/grants/{grant_id}", {
        params: {
          path: { ...application, grant_id: grant.grant_id },
          query: leave(without),
          header: { "If-Match": entityTag(grant.version) },
        },
      }),
    ),

  roles: (application: ApplicationAddress, cursor?: string) =>
    answer<Page<Role>>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/roles", {
        params: { path: { ...application }, query: { limit: 200, cursor } },
      }),
    ),

  makeRole: (application: ApplicationAddress, role: { name: string; title: string }, key: string) =>
    answer<Role>(
      permission.POST("/api/permission/applications/{org_id}/{app_id}/roles", {
        params: { path: { ...application }, header: { "Idempotency-Key": `"${key}"` } },
        body: role,
      }),
    ),

  renameRole: (application: ApplicationAddress, role: Role, title: string) =>
    answer<Role>(
      permission.PATCH("/api/permission/applications/{org_id}/{app_id}/roles/{name}", {
        params: { path: { ...application, name: role.name }, header: { "If-Match": entityTag(role.version) } },
        body: { title },
      }),
    ),

  removeRole: (application: ApplicationAddress, role: Role) =>
    answer<undefined>(
      permission.DELETE("/api/permission/applications/{org_id}/{app_id}/roles/{name}", {
        params: { path: { ...application, name: role.name }, header: { "If-Match": entityTag(role.version) } },
      }),
    ),

  whatIf: (application: ApplicationAddress, change: Change, signal?: AbortSignal) =>
    answer<WhatIf>(
      permission.POST("/api/permission/applications/{org_id}/{app_id}/what-if", {
        params: { path: { ...application } },
        body: change as never,
        signal,
      }),
    ),

  explain: (application: ApplicationAddress, member: string) =>
    answer<Explanation>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/members/{member_id}/access", {
        params: {
          path: { ...application, member_id: member },
          query: { zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        },
      }),
    ),

  accessRequests: (application: ApplicationAddress, status: AccessRequestStatus, limit: number, cursor?: string) =>
    answer<AccessRequestPage>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/access-requests", {
        params: { path: { ...application }, query: { status, limit, cursor } },
      }),
    ),

  approve: (
    application: ApplicationAddress,
    request: string,
    approval: { role?: string; valid_until?: string; note?: string },
  ) =>
    answer<AccessRequest>(
      permission.POST("/api/permission/applications/{org_id}/{app_id}/access-requests/{access_request_id}/approve", {
        params: { path: { ...application, access_request_id: request } },
        body: approval,
      }),
    ),

  decline: (application: ApplicationAddress, request: string, refusal: { note?: string }) =>
    answer<AccessRequest>(
      permission.POST("/api/permission/applications/{org_id}/{app_id}/access-requests/{access_request_id}/decline", {
        params: { path: { ...application, access_request_id: request } },
        body: refusal,
      }),
    ),
};
