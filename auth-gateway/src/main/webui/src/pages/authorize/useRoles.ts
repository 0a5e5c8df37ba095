import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
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

/** What a role is called: the built-in ones in the language shown, others as they were titled. */
export function useRoleTitle(): (role: Role) => string {
  const { t } = useTranslation("authorize");
  return (role) => (role.built_in ? t(`builtInRole.${role.name}`, { defaultValue: role.title }) : role.title);
}

/** Roles to choose from. */
export function useRoleOptions(roles: readonly Role[] | undefined) {
  const titleOf = useRoleTitle();
  return (roles ?? []).map((role) => ({
    value: role.name,
    label: titleOf(role) === role.name ? role.name : `${titleOf(role)} (${role.name})`,
  }));
}
