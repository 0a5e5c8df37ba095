import { Alert, Grid } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Organization } from "../../api/types";
import { Answered } from "../../components/Answered";
import { Drawer } from "../../components/Drawer";
import { Loading } from "../../components/Loading";
import { PageHeader } from "../../components/PageHeader";
import { SectionTabs } from "../../components/SectionTabs";
import { StatusTag } from "../../components/StatusTag";
import { useSession } from "../../session/session";
import { DirectoryTab } from "./directory/DirectoryTab";
import { RunHistory } from "./sync/RunHistory";
import { SyncButton } from "./sync/SyncButton";
import { SyncState } from "./sync/SyncState";
import { useHeldRun, useLatestRun } from "./sync/useRuns";

const MemberDetails = lazy(() => import("./member/MemberDetails"));
const RunDetails = lazy(() => import("./sync/RunDetails"));
const SettingsTab = lazy(() => import("./settings/SettingsTab"));

/** One organization. What is open, a tab, a person, a run, is in the address, so that it can be linked to. */
export function OrganizationView({ organization, chooser }: { organization: Organization; chooser: ReactNode }) {
  const { t } = useTranslation("organization");
  const { may } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const [started, setStarted] = useState(false);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const id = organization.organization_id;
  const latest = useLatestRun(id);
  const held = useHeldRun(id);
  const mayChange = may("organizations:write");
  const tab = parameters.get("tab") ?? "people";

  function open(name: "member" | "run", value: string | null) {
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value === null) after.delete(name);
      else after.set(name, value);
      return after;
    });
  }

  const run = latest.data ?? null;
  const followed = started && run?.run_id !== dismissed ? (run?.run_id ?? null) : null;
  return (
    <>
      <PageHeader
        level={2}
        title={t("title")}
        description={
          <>
            {organization.tenant_name ?? organization.title}{" "}
            <StatusTag tone="neutral">{t(`platform.${organization.platform}`)}</StatusTag>
            {organization.status !== "active" && <StatusTag tone="bad">{t("disabled")}</StatusTag>}
          </>
        }
        actions={
          <>
            {chooser}
            {mayChange && (
              <SyncButton
                organization={id}
                latest={run}
                held={held.data ?? null}
                disabled={organization.status !== "active" || latest.isPending}
                onStarted={() => setStarted(true)}
              />
            )}
          </>
        }
      />
      <div className="stack">
        {organization.status !== "active" && <Alert type="warning" showIcon title={t("disabledText")} />}
        <Answered query={latest}>
          {(known) => (
            <SyncState
              organization={id}
              latest={known}
              held={held.data ?? null}
              mayChange={mayChange}
              followed={followed}
              onShow={(one) => open("run", one)}
              onDismiss={() => setDismissed(known?.run_id ?? null)}
            />
          )}
        </Answered>
        <SectionTabs
          label={t("tab.label")}
          current={tab}
          sections={(["people", "runs", "settings"] as const).map((key) => ({ key, label: t(`tab.${key}`) }))}
        />
        {tab === "people" && <DirectoryTab organization={organization} onOpen={(member) => open("member", member)} />}
        {tab === "runs" && <RunHistory organization={id} onOpen={(one) => open("run", one)} />}
        {tab === "settings" && (
          <Suspense fallback={<Loading />}>
            <SettingsTab organization={organization} mayChange={mayChange} />
          </Suspense>
        )}
      </div>
      <Aside title={t("member.title")} shown={parameters.get("member")} onClose={() => open("member", null)}>
        {(member) => (
          <MemberDetails
            application={{ org_id: organization.org_id, app_id: organization.app_id }}
            organization={id}
            member={member}
          />
        )}
      </Aside>
      <Aside title={t("run.title")} shown={parameters.get("run")} onClose={() => open("run", null)}>
        {(one) => <RunDetails organization={id} run={one} />}
      </Aside>
    </>
  );
}

interface AsideProps {
  title: string;
  /** Of whom or what; null: closed. */
  shown: string | null;
  onClose: () => void;
  children: (shown: string) => ReactNode;
}

/** Something looked at closely beside the page, or over it on a narrow screen. */
function Aside({ title, shown, onClose, children }: AsideProps) {
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Drawer open={shown !== null} onClose={onClose} size={wide ? 660 : "100%"} title={title} destroyOnHidden>
      <Suspense fallback={<Loading />}>{shown !== null && children(shown)}</Suspense>
    </Drawer>
  );
}
