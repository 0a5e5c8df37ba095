import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { onProblem } from "../api/clients";
import { consoleApi } from "../api/console";
import { asProblem } from "../api/problem";
import { ErrorState } from "../components/ErrorState";
import { Loading } from "../components/Loading";
import { SessionContext, type SessionAccess } from "./session";

export const SESSION_KEY = ["console-session"];

const PasswordPage = lazy(() => import("../pages/password"));

/** Lets in who has a session; others go to sign in and come back. A first password is changed before anything else. */
export function SessionProvider() {
  const queries = useQueryClient();
  const location = useLocation();
  const query = useQuery({ queryKey: SESSION_KEY, queryFn: consoleApi.session, retry: false, staleTime: 60_000 });

  useEffect(
    () =>
      onProblem((problem) => {
        // Both change what the session is; the page that asked shows nothing of its own. Without a session it was the question for one
        // that failed, which is not asked again.
        const known = queries.getQueryData(SESSION_KEY) !== undefined;
        if (known && (problem.id === "session-required" || problem.id === "password-change-required")) {
          void queries.resetQueries({ queryKey: SESSION_KEY });
        }
      }),
    [queries],
  );

  const session = query.data;
  const access = useMemo<SessionAccess | null>(
    () =>
      session
        ? {
            session,
            may: (scope) => session.scopes.includes(scope),
            signOut: async () => {
              await consoleApi.signOut();
              queries.clear();
              window.location.assign("/console/login");
            },
            reload: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
          }
        : null,
    [session, queries],
  );

  if (query.isPending) return <Loading page />;
  if (query.isError && asProblem(query.error).status === 401) {
    const here = location.pathname + location.search;
    return <Navigate to={here === "/" ? "/login" : `/login?return_to=${encodeURIComponent(here)}`} replace />;
  }
  if (!access) return <ErrorState error={query.error} onRetry={() => void query.refetch()} page />;
  return (
    <SessionContext.Provider value={access}>
      {access.session.password_change_required ? (
        <Suspense fallback={<Loading page />}>
          <PasswordPage />
        </Suspense>
      ) : (
        <Outlet />
      )}
    </SessionContext.Provider>
  );
}
