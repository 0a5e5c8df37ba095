import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import { type ReactNode, Suspense } from "react";
import { MemoryRouter } from "react-router";
import type { ConsoleSession } from "../api/console";
import { SessionContext } from "../session/session";

// The machine may be slow; what never comes fails all the same.
configure({ asyncUtilTimeout: 20_000 });

const SESSION: ConsoleSession = {
  kind: "platform",
  username: "admin",
  member_id: null,
  name: "admin",
  applications: null,
  scopes: [
    "organizations:read",
    "organizations:write",
    "members:read",
    "members:refresh",
    "permissions:read",
    "permissions:write",
    "sessions:read",
    "sessions:write",
  ],
  password_change_required: false,
  totp_enabled: false,
  idle_until: "2027-01-01T00:00:00Z",
  expires_at: "2027-01-01T00:00:00Z",
};

/** Shows a part of the console as it is shown in a session. */
export function show(part: ReactNode, { session = {}, at = "/" }: { session?: Partial<ConsoleSession>; at?: string } = {}) {
  const signedIn = { ...SESSION, ...session };
  const access = {
    session: signedIn,
    may: (scope: string) => signedIn.scopes.includes(scope),
    signOut: () => Promise.resolve(),
    reload: () => Promise.resolve(),
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <ConfigProvider theme={{ token: { motion: false } }}>
      <App>
        <QueryClientProvider client={queries}>
          <SessionContext.Provider value={access}>
            <MemoryRouter initialEntries={[at]}>
              <Suspense fallback="…">{part}</Suspense>
            </MemoryRouter>
          </SessionContext.Provider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}
