import { answer, gateway, permission } from "./clients";
import { readAll } from "./pages";
import type { ApplicationAddress } from "./permissions";
import type { DecisionRecord, Page, SessionRecord } from "./types";

/** Up to how many people are asked about one by one; for more the application's sessions are read through. */
const ONE_BY_ONE = 20;

export const memberActivityApi = {
  sessions: (application: ApplicationAddress, member: string, active?: boolean) =>
    answer<Page<SessionRecord>>(
      gateway.GET("/api/auth/sessions", {
        params: {
          query: {
            ...application,
            member_id: member,
            active: active === undefined ? undefined : String(active),
            limit: "50",
          },
        },
      }),
    ),

  decisions: (application: ApplicationAddress, member: string) =>
    answer<Page<DecisionRecord>>(
      permission.GET("/api/permission/applications/{org_id}/{app_id}/decisions", {
        params: { path: { ...application }, query: { member_id: member, limit: 50 } },
      }),
    ),
};

/** How many sessions these people have in the application now. */
export async function liveSessionsOf(application: ApplicationAddress, members: readonly string[]): Promise<number> {
  if (members.length === 0) return 0;
  if (members.length <= ONE_BY_ONE) {
    const each = await Promise.all(
      members.map((member) => readAll((cursor) => liveSessions(application, cursor, member))),
    );
    return each.reduce((sum, sessions) => sum + sessions.length, 0);
  }
  const concerned = new Set(members);
  const all = await readAll((cursor) => liveSessions(application, cursor));
  return all.filter((session) => session.member_id !== null && concerned.has(session.member_id)).length;
}

function liveSessions(application: ApplicationAddress, cursor: string | undefined, member?: string) {
  return answer<Page<SessionRecord>>(
    gateway.GET("/api/auth/sessions", {
      params: { query: { ...application, member_id: member, active: "true", limit: "200", cursor } },
    }),
  );
}

/** How many sessions the people of one organization have in the application now. */
export async function liveSessionsOfOrganization(
  { org_id, app_id }: ApplicationAddress,
  organization: string,
): Promise<number> {
  const all = await readAll((cursor) => liveSessions({ org_id, app_id }, cursor));
  return all.filter((session) => session.organization_id === organization).length;
}
