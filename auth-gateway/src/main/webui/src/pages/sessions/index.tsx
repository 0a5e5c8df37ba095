import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActiveSessions, useEndAllSessions, useEndSession, useSessions } from "../../api/sessions";
import type { SessionRecord } from "../../api/types";
import { ApplicationSelect } from "../../components/ApplicationSelect";
import { ChoiceFilter } from "../../components/ChoiceFilter";
import { ConfirmWithConsequences } from "../../components/ConfirmWithConsequences";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { PageHeader } from "../../components/PageHeader";
import { StatusTag } from "../../components/StatusTag";
import { TextFilter } from "../../components/TextFilter";
import { TimeAgo } from "../../components/Time";
import { useApplicationTitles } from "../../components/useApplicationTitles";
import { useFilter } from "../../components/useFilter";
import { useSession } from "../../session/session";
import { deviceName } from "./device";

const FILTER = ["org_id", "app_id", "member_id", "active"] as const;

/** Who is signed in to which application, from where and since when. */
export default function SessionsPage() {
  const { t } = useTranslation("sessions");
  const { may } = useSession();
  const { filter, change } = useFilter(FILTER);
  // Whoever opens the page wants to see who is signed in now; `all` in the address shows those that ended too.
  const active = filter.active === undefined ? "true" : filter.active;
  const pages = useSessions({ ...filter, active: active === "true" || active === "false" ? active : undefined });
  const titleOf = useApplicationTitles();
  const end = useEndSession();
  const endAll = useEndAllSessions();
  const [ending, setEnding] = useState<SessionRecord | null>(null);
  const [endingAll, setEndingAll] = useState<SessionRecord | null>(null);
  const concerned = { orgId: endingAll?.org_id ?? "", appId: endingAll?.app_id ?? "", memberId: endingAll?.member_id ?? undefined };
  // Not those in the list: it may be filtered, and holds what was read so far.
  const live = useActiveSessions(concerned, endingAll !== null).data;
  const application = endingAll ? titleOf(endingAll.org_id, endingAll.app_id) : "";
  const allEnd = live ? t(live.more ? "endsMore" : "endsSessions", { count: live.count, application }) : t("endsSome", { application });

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="filters">
        <ApplicationSelect
          all
          value={filter.org_id && filter.app_id ? { orgId: filter.org_id, appId: filter.app_id } : null}
          onChange={(chosen) => change({ org_id: chosen?.orgId ?? null, app_id: chosen?.appId ?? null })}
        />
        <ChoiceFilter
          label={t("state")}
          value={active === "all" ? undefined : (active as "true" | "false")}
          onChange={(value) => change({ active: value ?? "all" })}
          choices={[
            { value: "true", label: t("active") },
            { value: "false", label: t("ended") },
          ]}
        />
        <TextFilter label={t("memberId")} value={filter.member_id} onChange={(value) => change({ member_id: value })} />
      </div>
      <PagedTable
        pages={pages}
        caption={t("title")}
        rowKey={(item) => item.sid}
        empty={<EmptyState text={t(active === "true" ? "emptyActive" : "empty")} />}
        columns={[
          { key: "name", title: t("member"), heading: true, render: (item) => <span className="strong">{item.name ?? item.member_id}</span> },
          { key: "app", title: t("common:application"), render: (item) => titleOf(item.org_id, item.app_id) },
          {
            key: "device",
            title: t("device"),
            render: (item) => (
              <>
                <div title={item.device ?? undefined}>{deviceName(item.device) ?? t("unknownDevice")}</div>
                {item.address && <div className="quiet">{item.address}</div>}
              </>
            ),
          },
          { key: "since", title: t("since"), render: (item) => <TimeAgo at={item.created_at} /> },
          {
            key: "state",
            title: t("state"),
            render: (item) =>
              item.ended_at === null ? (
                <>
                  <StatusTag tone="good">{t("active")}</StatusTag>{" "}
                  <span className="quiet">
                    {t("lastSeen")} <TimeAgo at={item.last_seen_at} />
                  </span>
                </>
              ) : (
                <>
                  <StatusTag tone="neutral">{item.end_reason ? t(`reason.${item.end_reason}`) : t("ended")}</StatusTag> <TimeAgo at={item.ended_at} />
                </>
              ),
          },
          {
            key: "actions",
            title: t("actions"),
            actions: true,
            render: (item) =>
              item.ended_at === null &&
              may("sessions:write") && (
                <span className="row">
                  <Button size="small" danger onClick={() => setEnding(item)} aria-label={t("endOf", { name: item.name ?? item.member_id })}>
                    {t("end")}
                  </Button>
                  <Button size="small" type="text" onClick={() => setEndingAll(item)} aria-label={t("endAllOf", { name: item.name ?? item.member_id })}>
                    {t("endAll")}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <ConfirmWithConsequences
        open={ending !== null}
        title={t("endTitle", { name: ending?.name ?? ending?.member_id })}
        consequences={[t("endsHere", { device: deviceName(ending?.device ?? null) ?? t("unknownDevice") }), t("maySignInAgain")]}
        action={t("end")}
        onConfirm={async () => ending && (await end.mutateAsync(ending.sid))}
        onClose={() => setEnding(null)}
      />
      <ConfirmWithConsequences
        open={endingAll !== null}
        title={t("endAllTitle", { name: endingAll?.name ?? endingAll?.member_id })}
        consequences={[allEnd, t("maySignInAgain")]}
        action={t("endAll")}
        onConfirm={async () =>
          endingAll &&
          (await endAll.mutateAsync(concerned))
        }
        onClose={() => setEndingAll(null)}
      />
    </>
  );
}
