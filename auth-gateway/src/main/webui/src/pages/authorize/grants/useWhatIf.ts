import { useQuery } from "@tanstack/react-query";
import { liveSessionsOf } from "../../../api/memberActivity";
import { type ApplicationAddress, type Change, permissionsApi, type WhatIf } from "../../../api/permissions";
import { useDebounced } from "../../../components/useDebounced";
import { useSession } from "../../../session/session";
import { permissionKeys } from "../keys";

/** What a change would do. */
export interface Effects {
  whatIf: WhatIf;
  /** How many sessions of those who lose access would end; null if that cannot be known. */
  sessions: number | null;
}

/** Tries a change without making it, a moment after it has been put together; null for none. */
export function useWhatIf(application: ApplicationAddress, change: Change | null) {
  const { may } = useSession();
  const asked = useDebounced(JSON.stringify(change), 400);
  const current = asked === JSON.stringify(change);
  const query = useQuery<Effects>({
    queryKey: permissionKeys.whatIf(application, asked),
    queryFn: async ({ signal }) => {
      const whatIf = await permissionsApi.whatIf(application, JSON.parse(asked) as Change, signal);
      const known = may("sessions:read") && whatIf.loses_count === whatIf.loses.length;
      const losing = whatIf.loses.map((one) => one.member_id);
      return { whatIf, sessions: known ? await liveSessionsOf(application, losing) : null };
    },
    enabled: asked !== "null",
    staleTime: 0,
    gcTime: 0,
  });
  return { ...query, data: current ? query.data : undefined, isPending: query.isPending || !current };
}
