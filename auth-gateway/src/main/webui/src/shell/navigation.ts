import type { ConsoleSession } from "../api/console";

export interface Destination {
  path: string;
  /** Key of its name in the texts of the shell. */
  name: string;
}

export interface Section {
  name: "applications" | "activity" | "system";
  destinations: Destination[];
}

/** Where a session may go: administrators of applications see nothing of the system's own. */
export function navigation(session: Pick<ConsoleSession, "kind">): Section[] {
  const sections: Section[] = [
    { name: "applications", destinations: [{ path: "/applications", name: "applications" }] },
    {
      name: "activity",
      destinations: [
        { path: "/sessions", name: "sessions" },
        { path: "/login-attempts", name: "loginAttempts" },
        { path: "/audit", name: "audit" },
      ],
    },
  ];
  if (session.kind === "platform") {
    sections.push({
      name: "system",
      destinations: [
        { path: "/system/health", name: "health" },
        { path: "/system/clients", name: "clients" },
        { path: "/system/signing-keys", name: "signingKeys" },
        { path: "/system/administrators", name: "administrators" },
      ],
    });
  }
  return sections;
}

/** The destination that an address belongs to. */
export function current(pathname: string, sections: Section[]): string | undefined {
  return sections
    .flatMap((section) => section.destinations)
    .find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))?.path;
}
