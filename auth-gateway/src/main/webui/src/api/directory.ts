import type { components } from "./generated/org-sync-service";
import { answer, orgSync } from "./clients";
import { together } from "./together";
import type { Answer, Page } from "./types";

type O = components["schemas"];

/** Where a member is: one of their departments. */
export type Place = Answer<O["Place"]>;

export type Department = Omit<Answer<O["Department"], "parent_id">, "leaders"> & { leaders: string[] };

export type Member = Omit<
  Answer<
    O["Member"],
    | "union_id"
    | "user_id"
    | "tenant_key"
    | "en_name"
    | "email"
    | "mobile"
    | "avatar_url"
    | "employee_no"
    | "job_title"
  >,
  "departments"
> & { departments: Place[] };

export const MEMBER_STATUSES = [
  "active",
  "not_activated",
  "not_joined",
  "frozen",
  "resigned",
  "out_of_range",
] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Which members are wanted; what is left out does not matter. `department_id` `root` alone: people of no department. */
export interface MemberFilter {
  department_id?: string;
  recursive?: boolean;
  q?: string;
  status?: string;
}

/** The most that a list gives at once. */
export const LONGEST_PAGE = 200;

export const directoryApi = {
  /** One page of the departments directly below another; of the first level for null. */
  departmentsBelow: (organization: string, parent: string | null, cursor?: string) =>
    answer<Page<Department>>(
      orgSync.GET("/api/org/organizations/{organization_id}/departments", {
        params: {
          path: { organization_id: organization },
          query: { parent_id: parent ?? "root", status: "active", limit: String(LONGEST_PAGE), cursor },
        },
      }),
    ),

  findDepartments: (organization: string, text: string, signal?: AbortSignal) =>
    answer<Page<Department>>(
      orgSync.GET("/api/org/organizations/{organization_id}/departments", {
        params: {
          path: { organization_id: organization },
          query: { q: text, status: "active", limit: "50" },
        },
        signal,
      }),
    ),

  department: (organization: string, department: string) =>
    answer<Department>(
      orgSync.GET("/api/org/organizations/{organization_id}/departments/{department_id}", {
        params: { path: { organization_id: organization, department_id: department } },
      }),
    ),

  members: (organization: string, filter: MemberFilter, limit: number, cursor?: string, signal?: AbortSignal) =>
    answer<Page<Member>>(
      orgSync.GET("/api/org/organizations/{organization_id}/members", {
        params: {
          path: { organization_id: organization },
          query: { ...memberQuery(filter), limit: String(limit), cursor },
        },
        signal,
      }),
    ),

  member: (organization: string, member: string) =>
    answer<Member>(
      orgSync.GET("/api/org/organizations/{organization_id}/members/{member_id}", {
        params: { path: { organization_id: organization, member_id: member } },
      }),
    ),

  /** Reads one person from Feishu now. */
  refreshMember: (organization: string, openId: string) =>
    answer<Member>(
      orgSync.POST("/api/org/organizations/{organization_id}/members/refresh", {
        params: { path: { organization_id: organization } },
        body: { open_id: openId } as never,
      }),
    ),
};

type Load<T> = (id: string) => Promise<T>;

/** For each organization, what is asked for one by one in the same moment is asked for together. */
function byOrganization<T>(make: (organization: string) => Load<T>): (organization: string) => Load<T> {
  const made = new Map<string, Load<T>>();
  return (organization) => {
    const known = made.get(organization) ?? make(organization);
    made.set(organization, known);
    return known;
  };
}

/** One of several members that a table names. */
export const memberOfMany = byOrganization((organization) =>
  together<Member>(
    async (ids) =>
      (
        await answer<Page<Member>>(
          orgSync.GET("/api/org/organizations/{organization_id}/members", {
            params: { path: { organization_id: organization }, query: { member_id: ids, limit: String(LONGEST_PAGE) } },
          }),
        )
      ).items,
    (member) => member.member_id,
  ),
);

/** One of several departments that a table names. */
export const departmentOfMany = byOrganization((organization) =>
  together<Department>(
    async (ids) =>
      (
        await answer<Page<Department>>(
          orgSync.GET("/api/org/organizations/{organization_id}/departments", {
            params: { path: { organization_id: organization }, query: { department_id: ids, limit: String(LONGEST_PAGE) } },
          }),
        )
      ).items,
    (department) => department.department_id,
  ),
);

/** Where the same members can be had as a CSV file; a browser's link, with the console's cookie. */
export function memberExportUrl(organization: string, filter: MemberFilter): string {
  const query = new URLSearchParams(
    Object.entries(memberQuery(filter)).filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString();
  return `/api/org/organizations/${encodeURIComponent(organization)}/members/export${query ? `?${query}` : ""}`;
}

function memberQuery(filter: MemberFilter) {
  return {
    department_id: filter.department_id,
    recursive: filter.department_id === undefined ? undefined : String(filter.recursive ?? true),
    q: filter.q?.trim() || undefined,
    status: filter.status,
  };
}
