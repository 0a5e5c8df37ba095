import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, orgSync } from "./clients";
import { byItself } from "../session/attendance";
import type { Organization, Page, Setup, SyncRun } from "./types";

const path = (organizationId: string) => ({ params: { path: { organization_id: organizationId } } });
export const setupKey = (organizationId: string) => ["setup", organizationId] as const;

/** The checklist as the last check found it. */
export function useSetup(organizationId: string | undefined) {
  return useQuery({
    queryKey: setupKey(organizationId ?? ""),
    enabled: organizationId !== undefined,
    queryFn: () =>
      answer<Setup>(orgSync.GET("/api/org/organizations/{organization_id}/setup", path(organizationId ?? ""))),
  });
}

/** Checks every step now: as somebody asked, or by the page itself, which is nobody's doing. */
export function useSetupCheck(organizationId: string | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: "asked" | "byItself") =>
      answer<Setup>(
        orgSync.POST("/api/org/organizations/{organization_id}/setup/check", {
          ...path(organizationId ?? ""),
          headers: asked === "asked" ? {} : byItself,
        }),
      ),
    onSuccess: (setup) => queries.setQueryData(setupKey(organizationId ?? ""), setup),
  });
}

/** Calls `check` when somebody comes back to this tab, as from Feishu's console, and now and then while they look at it. */
export function useChecksWhileOpen(check: () => void, active: boolean, everySeconds = 60) {
  useEffect(() => {
    if (!active) return;
    const whenVisible = () => {
      if (document.visibilityState === "visible") check();
    };
    const timer = setInterval(whenVisible, everySeconds * 1000);
    document.addEventListener("visibilitychange", whenVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", whenVisible);
    };
  }, [check, active, everySeconds]);
}

export interface NewOrganization {
  org_id: string;
  app_id: string;
  title: string;
  platform: "feishu" | "lark";
  feishu_app_id: string;
  feishu_app_secret: string;
  event_delivery: "none" | "webhook" | "long_connection";
  encrypt_key?: string;
  verification_token?: string;
}

/** Connects a Feishu app: its credentials are tried before anything is kept, and the first synchronization starts. */
export function useCreateOrganization() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOrganization) =>
      answer<Organization>(orgSync.POST("/api/org/organizations", { body: body as never })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["organizations"] }),
  });
}

/** Replaces the App Secret; the new one is tried before it is kept. */
export function useReplaceSecret(organizationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (feishuAppSecret: string) =>
      answer<Organization>(
        orgSync.PATCH("/api/org/organizations/{organization_id}", {
          ...path(organizationId),
          body: { feishu_app_secret: feishuAppSecret } as never,
          headers: { "Content-Type": "application/merge-patch+json" },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["organizations"] }),
  });
}

const GOING_ON = ["running", "awaiting_approval"];

/** The latest synchronization, read again and again while it goes on; null before the first. */
export function useLatestRun(organizationId: string) {
  return useQuery({
    queryKey: ["sync-runs", organizationId, "latest"],
    queryFn: async () => {
      const page = await answer<Page<SyncRun>>(
        orgSync.GET("/api/org/organizations/{organization_id}/sync-runs", {
          params: { path: { organization_id: organizationId }, query: { limit: 1 as never } },
        }),
      );
      return page.items[0] ?? null;
    },
    refetchInterval: (query) => (query.state.data && !GOING_ON.includes(query.state.data.status) ? false : 2000),
  });
}
