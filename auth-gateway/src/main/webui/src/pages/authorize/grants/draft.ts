import type { Change, Effect, Grant, NewGrant } from "../../../api/permissions";
import type { Chosen } from "../people/PeoplePicker";

/** Grants as they are being put together. Times are ISO 8601, null for none. */
export interface Draft {
  organization: string;
  whom: "members" | "departments" | "everyone";
  members: Chosen[];
  departments: Chosen[];
  includeSubDepartments: boolean;
  role: string;
  effect: Effect;
  from: string | null;
  until: string | null;
}

export function emptyDraft(organization: string): Draft {
  return {
    organization,
    whom: "members",
    members: [],
    departments: [],
    includeSubDepartments: true,
    role: "member",
    effect: "allow",
    from: null,
    until: null,
  };
}

/** The grants of a draft; none as long as nobody is chosen. */
export function grantsOf(draft: Draft): NewGrant[] {
  const common = {
    organization_id: draft.organization,
    role: draft.role,
    effect: draft.effect,
    valid_from: draft.from,
    valid_until: draft.until,
  };
  switch (draft.whom) {
    case "everyone":
      return [{ ...common, principal: { type: "everyone", id: null } }];
    case "members":
      return draft.members.map(({ id }) => ({ ...common, principal: { type: "member", id } }));
    case "departments":
      return draft.departments.map(({ id }) => ({
        ...common,
        principal: { type: "department", id },
        include_sub_departments: draft.includeSubDepartments,
      }));
  }
}

export type DraftFault = "nobody" | "endsBeforeItBegins" | "hasEnded";

/** Why a draft cannot be saved; null if it can. `now` in milliseconds since 1970. */
export function faultOf(draft: Pick<Draft, "from" | "until"> & Partial<Draft>, now: number): DraftFault | null {
  if (draft.from !== null && draft.until !== null && Date.parse(draft.until) <= Date.parse(draft.from)) {
    return "endsBeforeItBegins";
  }
  if (draft.until !== null && Date.parse(draft.until) <= now) return "hasEnded";
  if (draft.whom === "members" && draft.members?.length === 0) return "nobody";
  if (draft.whom === "departments" && draft.departments?.length === 0) return "nobody";
  return null;
}

/** The change to be tried: of grants that begin later, what will be when they do. */
export function changeOf(create: NewGrant[], remove: string[], now: number): Change {
  const begins = Math.max(0, ...create.map((grant) => (grant.valid_from === null ? 0 : Date.parse(grant.valid_from))));
  return { create, delete: remove, ...(begins > now ? { at: new Date(begins).toISOString() } : {}) };
}

/** What is different of a grant, for a merge patch; a time taken away is null. */
export function patchOf(before: Grant, after: { role: string; from: string | null; until: string | null }) {
  return {
    ...(after.role === before.role ? {} : { role: after.role }),
    ...(sameTime(after.from, before.valid_from) ? {} : { valid_from: after.from }),
    ...(sameTime(after.until, before.valid_until) ? {} : { valid_until: after.until }),
  };
}

function sameTime(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && Date.parse(one) === Date.parse(other));
}

/** The grant as it would be, to try the change. */
export function replaced(before: Grant, after: { role: string; from: string | null; until: string | null }): NewGrant {
  return {
    organization_id: before.organization_id,
    principal: before.principal,
    include_sub_departments: before.include_sub_departments,
    effect: before.effect,
    role: after.role,
    valid_from: after.from,
    valid_until: after.until,
  };
}
