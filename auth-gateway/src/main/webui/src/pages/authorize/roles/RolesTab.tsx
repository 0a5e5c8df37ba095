import { Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationAddress, Role } from "../../../api/permissions";
import { Answered } from "../../../components/Answered";
import { DataTable } from "../../../components/DataTable";
import { StatusTag } from "../../../components/StatusTag";
import { useRoles, useRoleTitle } from "../useRoles";
import { RemoveRole } from "./RemoveRole";
import { RoleForm } from "./RoleForm";

interface Props {
  application: ApplicationAddress;
  mayChange: boolean;
  /** Shows the grants of a role. */
  onShowGrants: (role: string) => void;
}

/** The roles of an application. */
export default function RolesTab({ application, mayChange, onShowGrants }: Props) {
  const { t } = useTranslation("authorize");
  const query = useRoles(application);
  const titleOf = useRoleTitle();
  const [editing, setEditing] = useState<Role | "new" | null>(null);
  const [removing, setRemoving] = useState<Role | null>(null);
  const actions = (role: Role) => (
    <Space size={0} wrap>
      <Button type="link" size="small" onClick={() => onShowGrants(role.name)}>
        {t("roles.grants")}
      </Button>
      {mayChange && !role.built_in && (
        <>
          <Button type="link" size="small" onClick={() => setEditing(role)}>
            {t("roles.rename")}
          </Button>
          <Button type="link" size="small" danger onClick={() => setRemoving(role)}>
            {t("roles.remove")}
          </Button>
        </>
      )}
    </Space>
  );
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row">
        <p className="quiet" style={{ margin: 0, flex: "1 1 240px" }}>
          {t("roles.what")}
        </p>
        {mayChange && <Button onClick={() => setEditing("new")}>{t("roles.new")}</Button>}
      </div>
      <Answered query={query}>
        {(roles) => (
          <DataTable<Role>
            caption={t("tab.roles")}
            rowKey={(role) => role.name}
            items={roles}
            columns={[
              {
                key: "title",
                title: t("roles.title"),
                heading: true,
                render: (role) => (
                  <>
                    {titleOf(role)} {role.built_in && <StatusTag tone="neutral">{t("roles.builtIn")}</StatusTag>}
                  </>
                ),
              },
              { key: "name", title: t("roles.name"), render: (role) => <code>{role.name}</code> },
              { key: "actions", title: t("grants.actions"), actions: true, render: actions },
            ]}
          />
        )}
      </Answered>
      {editing !== null && (
        <RoleForm application={application} role={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
      {removing && (
        <RemoveRole
          application={application}
          role={removing}
          onClose={() => setRemoving(null)}
          onShowGrants={() => onShowGrants(removing.name)}
        />
      )}
    </div>
  );
}
