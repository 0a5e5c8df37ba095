import UserAddOutlined from "@ant-design/icons/UserAddOutlined";
import { Button, Grid } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useOrganizations } from "../../api/organizations";
import type { GrantFilter } from "../../api/permissions";
import type { Organization } from "../../api/types";
import { Answered } from "../../components/Answered";
import { Drawer } from "../../components/Drawer";
import { EmptyState } from "../../components/EmptyState";
import { Loading } from "../../components/Loading";
import { OpenRequests } from "../../components/OpenRequests";
import { PageHeader } from "../../components/PageHeader";
import { SectionTabs } from "../../components/SectionTabs";
import { useSession } from "../../session/session";
import { useApplication } from "../../shell/application";
import { GrantsTab } from "./grants/GrantsTab";
import "../organization/organization.css";
import "./authorize.css";

const NewGrants = lazy(() => import("./grants/NewGrants"));
const RequestsTab = lazy(() => import("./requests/RequestsTab"));
const RolesTab = lazy(() => import("./roles/RolesTab"));
const ExplainTab = lazy(() => import("./explain/ExplainTab"));

/** Who may enter an application, as what, and who asks to. */
export default function AuthorizePage() {
  const { t } = useTranslation("authorize");
  const application = useApplication();
  const query = useOrganizations({ orgId: application.org_id, appId: application.app_id });
  return (
    <Answered query={query}>
      {(organizations) =>
        organizations.length === 0 ? (
          <>
            <PageHeader level={2} title={t("title")} />
            <EmptyState text={t("notConnected")}>
              <Link to="../connect">
                <Button type="primary">{t("connect")}</Button>
              </Link>
            </EmptyState>
          </>
        ) : (
          <Permissions organizations={organizations} />
        )
      }
    </Answered>
  );
}

function Permissions({ organizations }: { organizations: readonly Organization[] }) {
  const { t } = useTranslation("authorize");
  const { may } = useSession();
  const wide = Grid.useBreakpoint().md !== false;
  const { org_id, app_id } = useApplication();
  const application = { org_id, app_id };
  const [parameters, setParameters] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const [filter, setFilter] = useState<GrantFilter>({});
  const mayChange = may("permissions:write");
  const tab = parameters.get("tab") ?? "grants";

  return (
    <>
      <PageHeader
        level={2}
        title={t("title")}
        description={t("description")}
        actions={
          mayChange && (
            <Button type="primary" icon={<UserAddOutlined aria-hidden />} onClick={() => setAdding(true)}>
              {t("new.title")}
            </Button>
          )
        }
      />
      <SectionTabs
        label={t("tab.label")}
        current={tab}
        sections={[
          { key: "grants", label: t("tab.grants") },
          {
            key: "requests",
            label: (
              <>
                {t("tab.requests")}
                <OpenRequests application={application} />
              </>
            ),
          },
          { key: "roles", label: t("tab.roles") },
          { key: "explain", label: t("tab.explain") },
        ]}
      />
      {tab === "grants" && (
        <GrantsTab
          {...{ application, organizations, mayChange, filter }}
          onFilter={setFilter}
          onNew={() => setAdding(true)}
        />
      )}
      <Suspense fallback={<Loading />}>
        {tab === "requests" && <RequestsTab application={application} mayChange={mayChange} />}
        {tab === "roles" && (
          <RolesTab
            application={application}
            mayChange={mayChange}
            onShowGrants={(role) => {
              setFilter({ role });
              setParameters({});
            }}
          />
        )}
        {tab === "explain" && <ExplainTab application={application} organizations={organizations} />}
      </Suspense>
      <Drawer
        open={adding}
        onClose={() => setAdding(false)}
        size={wide ? 620 : "100%"}
        title={t("new.title")}
        destroyOnHidden
      >
        <Suspense fallback={<Loading />}>
          <NewGrants {...{ application, organizations }} onClose={() => setAdding(false)} />
        </Suspense>
      </Drawer>
    </>
  );
}
