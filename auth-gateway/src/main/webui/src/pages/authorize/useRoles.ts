import { useQuery } from "@tanstack/react-query";
import { readAll } from "../../api/pages";
import { type ApplicationAddress, permissionsApi, type Role } from "../../api/permissions";
import { permissionKeys } from "./keys";

/** The roles of an application, the built-in ones first. */
export function useRoles(application: ApplicationAddress) {
  return useQuery({
    queryKey: permissionKeys.roles(application),
    queryFn: () => readAll<Role>((cursor) => permissionsApi.roles(application, cursor)),
  });
}

/** Roles to choose from. */
export function roleOptions(roles: readonly Role[] | undefined) {
  return (roles ?? []).map((role) => ({
    value: role.name,
    label: role.title === role.name ? role.name : `${role.title} (${role.name})`,
  }));
}
