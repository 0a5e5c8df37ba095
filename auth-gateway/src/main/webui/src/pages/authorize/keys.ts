import type { AccessRequestStatus, ApplicationAddress, GrantFilter } from "../../api/permissions";

const of = (application: ApplicationAddress) => [application.org_id, application.app_id] as const;

/** Under which names the answers about permissions are kept. */
export const permissionKeys = {
  allGrants: (application: ApplicationAddress) => ["grants", ...of(application)] as const,
  grants: (application: ApplicationAddress, filter: GrantFilter) => ["grants", ...of(application), filter] as const,
  roles: (application: ApplicationAddress) => ["roles", ...of(application)] as const,
  requests: (application: ApplicationAddress, status: AccessRequestStatus) =>
    ["access-requests", ...of(application), "list", status] as const,
  allRequests: (application: ApplicationAddress) => ["access-requests", ...of(application)] as const,
  whatIf: (application: ApplicationAddress, change: unknown) => ["what-if", ...of(application), change] as const,
};
