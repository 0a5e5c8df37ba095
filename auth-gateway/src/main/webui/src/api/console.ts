import { callConsole } from "./clients";
import type { Page } from "./types";

/** Who is signed in to the console, and what they may do. */
export interface ConsoleSession {
  /** `platform`: an administrator of everything; `member`: of the applications named, signed in through Feishu. */
  kind: "platform" | "member";
  username: string | null;
  member_id: string | null;
  name: string;
  applications: { org_id: string; app_id: string; title: string }[] | null;
  scopes: string[];
  password_change_required: boolean;
  totp_enabled: boolean;
  idle_until: string;
  expires_at: string;
}

export interface Administrator {
  username: string;
  created_at: string;
  last_login_at: string | null;
  totp_enabled: boolean;
  password_change_required: boolean;
  locked_until: string | null;
}

/** A changing call that somebody made from the console, or a sign-in there. */
export interface ConsoleAction {
  action_id: string;
  at: string;
  actor: string;
  method: string;
  path: string;
  status: number;
  request_id: string | null;
}

export type SeriesName = "directory_lag_seconds" | "event_lag_seconds" | "revocation_latency_seconds" | "outbox_depth";

export interface HealthReport {
  services: { name: string; ready: boolean | null; checks: { name: string; up: boolean }[] }[];
  series: { name: SeriesName; unit: "seconds" | "messages"; points: { at: string; value: number }[] }[];
}

export const consoleApi = {
  session: () => callConsole<ConsoleSession>("GET", "session"),
  signIn: (credentials: { username: string; password: string; totp?: string }) =>
    callConsole<ConsoleSession>("POST", "login", credentials),
  signOut: () => callConsole<undefined>("POST", "logout"),
  changePassword: (current: string, next: string) =>
    callConsole<undefined>("PUT", "password", { current_password: current, new_password: next }),
  startTotp: (password: string) => callConsole<{ secret: string; otpauth_uri: string }>("POST", "totp", { password }),
  confirmTotp: (code: string) => callConsole<{ recovery_codes: string[] }>("POST", "totp/confirm", { code }),
  disableTotp: (password: string) => callConsole<undefined>("POST", "totp/disable", { password }),
  administrators: (cursor?: string) => callConsole<Page<Administrator>>("GET", `administrators${query({ cursor })}`),
  addAdministrator: (username: string) =>
    callConsole<{ username: string; initial_password: string }>("POST", "administrators", { username }),
  resetAdministrator: (username: string) =>
    callConsole<{ initial_password: string }>("POST", `administrators/${encodeURIComponent(username)}/reset`),
  removeAdministrator: (username: string) =>
    callConsole<undefined>("DELETE", `administrators/${encodeURIComponent(username)}`),
  actions: (filter: { username?: string; from?: string; to?: string; cursor?: string; limit?: string }) =>
    callConsole<Page<ConsoleAction>>("GET", `actions${query(filter)}`),
  health: () => callConsole<HealthReport>("GET", "health"),
};

function query(parameters: Record<string, string | undefined>): string {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return set.length === 0 ? "" : `?${new URLSearchParams(set).toString()}`;
}
