import PlusOutlined from "@ant-design/icons/PlusOutlined";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApplications } from "../../api/applications";
import { useOrganizations } from "../../api/organizations";
import type { Application } from "../../api/types";
import { Answered } from "../../components/Answered";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { ErrorState } from "../../components/ErrorState";
import { PageHeader } from "../../components/PageHeader";
import { StatusTag } from "../../components/StatusTag";
import { useSession } from "../../session/session";
import { CreateApplication } from "./CreateApplication";

const address = (application: Application) =>
  `/applications/${encodeURIComponent(application.org_id)}/${encodeURIComponent(application.app_id)}`;

/** Every application that the session may see. */
export default function ApplicationsPage() {
  const { t } = useTranslation("applications");
  const { session, may } = useSession();
  const [creating, setCreating] = useState(false);
  const query = useApplications();
  const organizations = useOrganizations();
  const mayCreate = session.kind === "platform" && may("applications:write");
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t("create")}
    </Button>
  );

  function connected(application: Application) {
    if (!organizations.data) return "–";
    const own = organizations.data.filter(({ org_id, app_id }) => org_id === application.org_id && app_id === application.app_id);
    if (own.length === 0) return <Link to={`${address(application)}/connect`}>{t("notConnected")}</Link>;
    return (
      <span className="row">
        {own.map((organization) => (
          <StatusTag key={organization.organization_id} tone={organization.status === "active" ? "good" : "notice"}>
            {organization.tenant_name ?? organization.title}
            {organization.status === "disabled" && t("disabled")}
          </StatusTag>
        ))}
      </span>
    );
  }

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={mayCreate && query.data?.length ? create : null} />
      {query.data && organizations.isError && (
        <ErrorState error={organizations.error} onRetry={() => void organizations.refetch()} />
      )}
      <Answered query={query}>
        {(applications) =>
          applications.length === 0 ? (
            <EmptyState text={t(mayCreate ? "empty" : "noneYours")}>{mayCreate && create}</EmptyState>
          ) : (
            <DataTable
              caption={t("title")}
              items={applications}
              rowKey={(application) => `${application.org_id}/${application.app_id}`}
              columns={[
                { key: "title", title: t("name"), heading: true, render: (item) => <Link to={address(item)} className="strong breakable">{item.title}</Link> },
                { key: "id", title: t("ids"), render: (item) => <code>{`${item.org_id}/${item.app_id}`}</code> },
                { key: "origins", title: t("origins"), render: (item) => item.entry_origins.map((origin) => <div key={origin} className="breakable">{origin}</div>) },
                { key: "feishu", title: t("feishu"), render: connected },
              ]}
            />
          )
        }
      </Answered>
      <CreateApplication open={creating} onClose={() => setCreating(false)} />
    </>
  );
}
