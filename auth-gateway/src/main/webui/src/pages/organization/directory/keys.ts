import type { MemberFilter } from "../../../api/directory";

/** Under which names the answers about a directory are kept; all of one organization begin alike. */
export const directoryKeys = {
  all: (organization: string) => ["directory", organization] as const,
  below: (organization: string, parent: string | null) => ["directory", organization, "below", parent] as const,
  department: (organization: string, id: string) => ["directory", organization, "department", id] as const,
  found: (organization: string, text: string) => ["directory", organization, "found", text] as const,
  members: (organization: string, filter: MemberFilter) => ["directory", organization, "members", filter] as const,
  member: (organization: string, id: string) => ["directory", organization, "member", id] as const,
};
