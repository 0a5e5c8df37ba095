import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useApplications, type ApplicationId } from "../../api/applications";
import { Answered } from "../../components/Answered";
import { ApplicationSelect } from "../../components/ApplicationSelect";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/PageHeader";
import { useFilter } from "../../components/useFilter";
import { useSession } from "../../session/session";
import { Actions } from "./Actions";
import { Changes } from "./Changes";
import { Decisions } from "./Decisions";

/** What was changed and decided, and by whom. */
export default function AuditPage() {
  const { t } = useTranslation("audit");
  const { session } = useSession();
  const [query, setQuery] = useSearchParams();
  const { filter, change } = useFilter(["org_id", "app_id"]);
  const applications = useApplications();
  const first = applications.data?.[0];
  const chosen: ApplicationId | null =
    filter.org_id && filter.app_id
      ? { orgId: filter.org_id, appId: filter.app_id }
      : first
        ? { orgId: first.org_id, appId: first.app_id }
        : null;
  const select = <ApplicationSelect value={chosen} onChange={(app) => app && change({ org_id: app.orgId, app_id: app.appId })} />;
  const none = <Answered query={applications}>{() => <EmptyState text={t("noApplication")} />}</Answered>;

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Tabs
        activeKey={query.get("tab") ?? "changes"}
        // The filters of one tab mean nothing in another; the application stays.
        onChange={(tab) =>
          setQuery({ tab, ...(filter.org_id && filter.app_id ? { org_id: filter.org_id, app_id: filter.app_id } : {}) }, { replace: true })
        }
        destroyOnHidden
        items={[
          { key: "changes", label: t("changes"), children: chosen ? <Changes application={chosen} select={select} /> : none },
          { key: "decisions", label: t("decisions"), children: chosen ? <Decisions application={chosen} select={select} /> : none },
          ...(session.kind === "platform" ? [{ key: "actions", label: t("consoleActions"), children: <Actions /> }] : []),
        ]}
      />
    </>
  );
}
