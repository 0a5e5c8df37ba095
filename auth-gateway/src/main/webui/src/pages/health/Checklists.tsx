import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSetups } from "../../api/health";
import type { Organization, Setup, SetupItem } from "../../api/types";
import { DataTable } from "../../components/DataTable";
import { ErrorState } from "../../components/ErrorState";
import { StatusTag } from "../../components/StatusTag";
import { TimeAgo } from "../../components/Time";
import { language } from "../../i18n";

interface Row {
  organization: Organization;
  setup: Setup | undefined;
  error: unknown;
  retry: () => void;
}

/** For every organization which steps of the guide are wrong, and where to mend them. */
export function Checklists({ organizations }: { organizations: Organization[] }) {
  const { t } = useTranslation("health");
  const setups = useSetups(organizations);
  const rows: Row[] = organizations.map((organization, index) => ({ organization, setup: setups[index]?.data, error: setups[index]?.error ?? null, retry: () => void setups[index]?.refetch() }));
  const address = ({ org_id, app_id }: Organization) => `/applications/${org_id}/${app_id}/connect`;

  function findings({ organization, setup, error, retry }: Row) {
    if (error !== null) return <ErrorState error={error} onRetry={retry} />;
    if (!setup) return t("common:loading");
    const wrong = setup.steps.filter(({ status }) => status === "failed" || status === "warning");
    if (wrong.length === 0) return <StatusTag tone="good">{t("nothingWrong")}</StatusTag>;
    return (
      <ul className="plain-stack">
        {wrong.map((item) => (
          <li key={item.step}>
            <Finding item={item} to={`${address(organization)}?step=${item.step}`} />
          </li>
        ))}
      </ul>
    );
  }

  return (
    <DataTable
      caption={t("checklists")}
      items={rows}
      rowKey={({ organization }) => organization.organization_id}
      columns={[
        {
          key: "organization",
          title: t("organization"),
          heading: true,
          render: ({ organization }) => (
            <>
              <Link className="strong" to={address(organization)}>
                {organization.tenant_name ?? organization.title}
              </Link>
              <div className="quiet">
                {organization.org_id}/{organization.app_id}
              </div>
            </>
          ),
        },
        {
          key: "done",
          title: t("done"),
          render: ({ setup }) => (setup ? `${setup.steps.filter(({ status }) => status === "ok").length} / ${setup.steps.length}` : "–"),
        },
        { key: "findings", title: t("findings"), render: findings },
        { key: "checked", title: t("checked"), render: ({ setup }) => <TimeAgo at={setup?.checked_at} /> },
      ]}
    />
  );
}

function Finding({ item, to }: { item: SetupItem; to: string }) {
  const { t } = useTranslation("health");
  return (
    <>
      <StatusTag tone={item.status === "failed" ? "bad" : "notice"}>{t(item.status === "failed" ? "failed" : "warning")}</StatusTag>{" "}
      <Link to={to}>
        {item.step} {item.title[language()]}
      </Link>
    </>
  );
}
