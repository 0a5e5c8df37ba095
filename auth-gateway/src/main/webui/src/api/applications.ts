import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, gateway } from "./clients";
import { readAll } from "./pages";
import type { Application, LoginMethod, Page, SessionLife } from "./types";

export interface ApplicationId {
  orgId: string;
  appId: string;
}

/** What an administrator says of an application. */
export interface ApplicationSettings {
  title: string;
  entry_origins: string[];
  upstream: string | null;
  login_mode: Application["login_mode"];
  session: SessionLife;
  login_methods: LoginMethod[];
}

const path = ({ orgId, appId }: ApplicationId) => ({ org_id: orgId, app_id: appId });

export const applicationKey = ({ orgId, appId }: ApplicationId) => ["application", orgId, appId] as const;

/** All applications that the session may see. */
export function useApplications() {
  return useQuery({
    queryKey: ["applications"],
    queryFn: () =>
      readAll((cursor) =>
        answer<Page<Application>>(gateway.GET("/api/auth/applications", { params: { query: { cursor, limit: "200" } } })),
      ),
  });
}

export function useApplicationQuery(id: ApplicationId) {
  return useQuery({
    queryKey: applicationKey(id),
    queryFn: () =>
      answer<Application>(gateway.GET("/api/auth/applications/{org_id}/{app_id}", { params: { path: path(id) } })),
  });
}

export function useCreateApplication() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { org_id: string; app_id: string } & Partial<ApplicationSettings>) =>
      answer<Application>(gateway.POST("/api/auth/applications", { body: body as never })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["applications"] }),
  });
}

/** Changes what is given and leaves the rest (RFC 7396). */
export function useChangeApplication(id: ApplicationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<ApplicationSettings>) =>
      answer<Application>(
        gateway.PATCH("/api/auth/applications/{org_id}/{app_id}", {
          params: { path: path(id) },
          body: change as never,
          headers: { "Content-Type": "application/merge-patch+json" },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(applicationKey(id), changed);
      return queries.invalidateQueries({ queryKey: ["applications"] });
    },
  });
}

export function useRemoveApplication(id: ApplicationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer<undefined>(gateway.DELETE("/api/auth/applications/{org_id}/{app_id}", { params: { path: path(id) } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: applicationKey(id) });
      return queries.invalidateQueries({ queryKey: ["applications"] });
    },
  });
}
