import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApplicationId } from "./applications";
import { answer, gateway } from "./clients";
import { usePages } from "./pages";
import type { Attempt, Page, SessionRecord } from "./types";

export interface SessionFilter {
  org_id?: string;
  app_id?: string;
  member_id?: string;
  /** `true`: only those going on; `false`: only those that ended. */
  active?: "true" | "false";
}

export function useSessions(filter: SessionFilter) {
  return usePages(["sessions", filter], (cursor) =>
    answer<Page<SessionRecord>>(gateway.GET("/api/auth/sessions", { params: { query: { ...filter, cursor } } })),
  );
}

/** How many sessions of an application, or of one person in it, are going on; `more`: and there are more. */
export function useActiveSessions({ orgId, appId, memberId }: ApplicationId & { memberId?: string }, enabled: boolean) {
  return useQuery({
    queryKey: ["sessions", "active", orgId, appId, memberId],
    staleTime: 0,
    enabled,
    queryFn: async () => {
      const page = await answer<Page<SessionRecord>>(
        gateway.GET("/api/auth/sessions", {
          params: { query: { org_id: orgId, app_id: appId, member_id: memberId, active: "true", limit: "200" } },
        }),
      );
      return { count: page.items.length, more: page.next_cursor !== null };
    },
  });
}

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sid: string) =>
      answer<undefined>(gateway.DELETE("/api/auth/sessions/{sid}", { params: { path: { sid } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
}

export function useEndAllSessions() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ orgId, appId, memberId }: ApplicationId & { memberId?: string }) =>
      answer<{ ended: number }>(
        gateway.DELETE("/api/auth/sessions", {
          params: { query: { org_id: orgId, app_id: appId, member_id: memberId } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
}

export interface AttemptFilter {
  org_id?: string;
  app_id?: string;
  open_id?: string;
  outcome?: string;
  problem?: string;
  request_id?: string;
  from?: string;
  to?: string;
}

export function readAttempts(filter: AttemptFilter, cursor?: string, limit?: string) {
  return answer<Page<Attempt>>(
    gateway.GET("/api/auth/login-attempts", { params: { query: { ...filter, cursor, limit } } }),
  );
}

export function useAttempts(filter: AttemptFilter, options: { enabled?: boolean; refetchInterval?: number } = {}) {
  return usePages(["login-attempts", filter], (cursor) => readAttempts(filter, cursor), options);
}
