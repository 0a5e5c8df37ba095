import type { ReactNode } from "react";
import { Forbidden } from "../components/Forbidden";
import { useSession } from "./session";

/** For platform administrators; others are told so instead of being shown what every call would refuse. */
export function PlatformOnly({ children }: { children: ReactNode }) {
  const { session } = useSession();
  return session.kind === "platform" ? <>{children}</> : <Forbidden />;
}
