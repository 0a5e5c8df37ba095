import { createContext, useContext } from "react";
import type { ConsoleSession } from "../api/console";

export interface SessionAccess {
  session: ConsoleSession;
  /** Whether the session carries a scope, such as `clients:write`. */
  may: (scope: string) => boolean;
  signOut: () => Promise<void>;
  /** Reads the session again, after something about it has changed. */
  reload: () => Promise<void>;
}

export const SessionContext = createContext<SessionAccess | null>(null);

/** Who is signed in; for pages inside the session only. */
export function useSession(): SessionAccess {
  const access = useContext(SessionContext);
  if (!access) throw new Error("This page must be shown inside a session");
  return access;
}
