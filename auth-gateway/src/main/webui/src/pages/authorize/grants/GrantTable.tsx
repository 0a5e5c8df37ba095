import { Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { Grant, Role } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { type Column, DataTable } from "../../../components/DataTable";
import { EffectTag } from "../../organization/member/EffectTag";
import { GrantStateTag } from "../../organization/member/GrantStateTag";
import { Period } from "../../organization/member/Period";
import { useRoleTitle } from "../useRoles";
import { PrincipalName } from "./PrincipalName";

interface Props {
  grants: Grant[];
  organizations: readonly Organization[];
  /** Undefined until they are known. */
  roles: readonly Role[] | undefined;
  /** Null for whoever may not. */
  onEdit: ((grant: Grant) => void) | null;
  onRemove: ((grant: Grant) => void) | null;
}

/** Grants, a line each. */
export function GrantTable({ grants, organizations, roles, onEdit, onRemove }: Props) {
  const { t } = useTranslation("authorize");
  const organization = (grant: Grant) =>
    organizations.find((one) => one.organization_id === grant.organization_id)?.title ?? "–";
  const columns: (Column<Grant> | false)[] = [
    { key: "whom", title: t("grants.whom"), heading: true, render: (grant) => <PrincipalName grant={grant} /> },
    organizations.length > 1 && { key: "organization", title: t("filter.organization"), render: organization },
    { key: "effect", title: t("grants.effect"), render: (grant) => <EffectTag effect={grant.effect} /> },
    { key: "role", title: t("new.role"), render: (grant) => (grant.effect === "deny" ? "–" : <RoleName name={grant.role} roles={roles} />) },
    {
      key: "period",
      title: t("grants.period"),
      render: (grant) => <Period from={grant.valid_from} until={grant.valid_until} />,
    },
    { key: "state", title: t("grants.state"), render: (grant) => <GrantStateTag state={grant.state} /> },
    (onEdit !== null || onRemove !== null) && {
      key: "actions",
      title: t("grants.actions"),
      actions: true,
      render: (grant) => (
        <Space size={0}>
          {onEdit && grant.state !== "orphaned" && (
            <Button type="link" size="small" onClick={() => onEdit(grant)}>
              {t("grants.edit")}
            </Button>
          )}
          {onRemove && (
            <Button type="link" size="small" danger onClick={() => onRemove(grant)}>
              {t("grants.remove")}
            </Button>
          )}
        </Space>
      ),
    },
  ];
  return (
    <DataTable<Grant>
      caption={t("tab.grants")}
      rowKey={(grant) => grant.grant_id}
      items={grants}
      columns={columns.filter((column) => column !== false)}
    />
  );
}

/** What the role is called, and by which name the application knows it. */
function RoleName({ name, roles }: { name: string; roles: readonly Role[] | undefined }) {
  const titleOf = useRoleTitle();
  const role = roles?.find((one) => one.name === name);
  if (!role || titleOf(role) === name) return <code>{name}</code>;
  return (
    <>
      {titleOf(role)} <code className="quiet">{name}</code>
    </>
  );
}
