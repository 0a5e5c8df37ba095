import { useOutletContext } from "react-router";
import type { Application } from "../api/types";

/** The application whose page this is; for pages below `/applications/:orgId/:appId` only. */
export function useApplication(): Application {
  return useOutletContext<Application>();
}
