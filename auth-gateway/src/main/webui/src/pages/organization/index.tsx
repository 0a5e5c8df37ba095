import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useOrganizations } from "../../api/organizations";
import { Answered } from "../../components/Answered";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/PageHeader";
import { useApplication } from "../../shell/application";
import { OrganizationView } from "./OrganizationView";
import "./organization.css";

/** An application's organizations: who is in them, and how they are synchronized. */
export default function OrganizationPage() {
  const { t } = useTranslation("organization");
  const application = useApplication();
  const query = useOrganizations({ orgId: application.org_id, appId: application.app_id });
  const [parameters, setParameters] = useSearchParams();
  return (
    <Answered query={query}>
      {(organizations) => {
        const wanted = parameters.get("organization");
        const organization = organizations.find((one) => one.organization_id === wanted) ?? organizations[0];
        if (!organization) return <NotConnected />;
        return (
          <OrganizationView
            key={organization.organization_id}
            organization={organization}
            chooser={
              organizations.length > 1 && (
                <Select
                  aria-label={t("choose")}
                  value={organization.organization_id}
                  onChange={(id) => setParameters({ organization: id })}
                  options={organizations.map((one) => ({ value: one.organization_id, label: one.title }))}
                  style={{ minWidth: 180 }}
                />
              )
            }
          />
        );
      }}
    </Answered>
  );
}

function NotConnected() {
  const { t } = useTranslation("organization");
  return (
    <>
      <PageHeader level={2} title={t("title")} />
      <EmptyState text={t("notConnected")}>
        <Link to="../connect">
          <Button type="primary">{t("connect")}</Button>
        </Link>
      </EmptyState>
    </>
  );
}
