import { Button, Grid, Space, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationAddress, Role } from "../../../api/permissions";
import { Answered } from "../../../components/Answered";
import { useRoles } from "../useRoles";
import { RemoveRole } from "./RemoveRole";
import { RoleForm } from "./RoleForm";

interface Props {
  application: ApplicationAddress;
  mayChange: boolean;
  /** Shows the grants of a role. */
  onShowGrants: (role: string) => void;
}

/** The roles of an application. */
export function RolesTab({ application, mayChange, onShowGrants }: Props) {
  const { t } = useTranslation("authorize");
  const wide = Grid.useBreakpoint().md !== false;
  const query = useRoles(application);
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
  const title = (role: Role) => (
    <>
      {role.title} {role.built_in && <Tag>{t("roles.builtIn")}</Tag>}
    </>
  );
  const columns: TableColumnsType<Role> = wide
    ? [
        { title: t("roles.title"), key: "title", render: (_, role) => title(role) },
        { title: t("roles.name"), key: "name", render: (_, role) => <code>{role.name}</code> },
        { title: t("grants.actions"), key: "actions", width: 260, render: (_, role) => actions(role) },
      ]
    : [
        {
          title: t("new.role"),
          key: "all",
          render: (_, role) => (
            <div className="stack" style={{ gap: 4 }}>
              <span>{title(role)}</span>
              <code>{role.name}</code>
              <span style={{ marginLeft: -7 }}>{actions(role)}</span>
            </div>
          ),
        },
      ];
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row">
        <p className="quiet" style={{ margin: 0, flex: "1 1 240px" }}>
          {t("roles.what")}
        </p>
        {mayChange && <Button onClick={() => setEditing("new")}>{t("roles.new")}</Button>}
      </div>
      <Answered query={query}>
        {(roles) => <Table<Role> rowKey="name" columns={columns} dataSource={roles} pagination={false} size="middle" />}
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
