import { useMutation, useQueryClient } from "@tanstack/react-query";
import { organizationApi, type OrganizationPatch } from "../../../api/organizationSettings";
import { organizationsKey } from "../../../api/organizations";
import type { Organization } from "../../../api/types";

/** Changes some of an organization; all that shows it is read again. */
export function useChangeOrganization(organization: string) {
  const queries = useQueryClient();
  return useMutation<Organization, unknown, OrganizationPatch>({
    mutationFn: (patch) => organizationApi.change(organization, patch),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: organizationsKey() }),
        queries.invalidateQueries({ queryKey: ["organization-settings", organization] }),
      ]),
  });
}
