import { Button, Grid, Space, Table, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Grant } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { EffectTag } from "../../organization/member/ExplainedGrants";
import { GrantStateTag } from "../../organization/member/GrantStateTag";
import { Period } from "../../organization/member/Period";
import { PrincipalName } from "./PrincipalName";

interface Props {
  grants: readonly Grant[];
  organizations: readonly Organization[];
  /** Null for whoever may not. */
  onEdit: ((grant: Grant) => void) | null;
  onRemove: ((grant: Grant) => void) | null;
}

/** Grants, a line each. */
export function GrantTable({ grants, organizations, onEdit, onRemove }: Props) {
  const { t } = useTranslation("authorize");
  const wide = Grid.useBreakpoint().md !== false;
  const state = (grant: Grant) => <GrantStateTag state={grant.state} />;
  const role = (grant: Grant) => (grant.effect === "deny" ? "–" : grant.role);
  const organization = (grant: Grant) =>
    organizations.find((one) => one.organization_id === grant.organization_id)?.title ?? "–";
  const actions = (grant: Grant) => (
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
  );
  const columns: TableColumnsType<Grant> = wide
    ? [
        { title: t("grants.whom"), key: "whom", render: (_, grant) => <PrincipalName grant={grant} /> },
        ...(organizations.length > 1
          ? [{ title: t("filter.organization"), key: "organization", render: (_: unknown, grant: Grant) => organization(grant) }]
          : []),
        { title: t("grants.effect"), key: "effect", width: 90, render: (_, grant) => <EffectTag effect={grant.effect} /> },
        { title: t("new.role"), key: "role", width: 140, render: (_, grant) => role(grant) },
        {
          title: t("grants.period"),
          key: "period",
          render: (_, grant) => <Period from={grant.valid_from} until={grant.valid_until} />,
        },
        { title: t("grants.state"), key: "state", width: 130, render: (_, grant) => state(grant) },
        ...(onRemove ? [{ title: t("grants.actions"), key: "actions", width: 140, render: (_: unknown, grant: Grant) => actions(grant) }] : []),
      ]
    : [
        {
          title: t("grants.whom"),
          key: "all",
          render: (_, grant) => (
            <div className="stack" style={{ gap: 6 }}>
              <PrincipalName grant={grant} />
              <span>
                <EffectTag effect={grant.effect} />
                {grant.effect === "allow" && <Tag>{grant.role}</Tag>}
                {state(grant)}
              </span>
              <span className="quiet">
                <Period from={grant.valid_from} until={grant.valid_until} />
              </span>
              <span style={{ marginLeft: -7 }}>{actions(grant)}</span>
            </div>
          ),
        },
      ];
  return <Table<Grant> rowKey="grant_id" columns={columns} dataSource={[...grants]} pagination={false} size="middle" />;
}
