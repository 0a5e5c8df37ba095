import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationId } from "../../api/applications";
import { exportAddress, useDecisions } from "../../api/audit";
import { ChoiceFilter } from "../../components/ChoiceFilter";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { StatusTag } from "../../components/StatusTag";
import { TextFilter } from "../../components/TextFilter";
import { TimeAgo } from "../../components/Time";
import { TimeRangeFilter } from "../../components/TimeRangeFilter";
import { useFilter } from "../../components/useFilter";
import { reasonName } from "./names";

const FILTER = ["member_id", "decision", "from", "to"] as const;

/** Who was refused and who was let in. */
export function Decisions({ application, select }: { application: ApplicationId; select: ReactNode }) {
  const { t } = useTranslation("audit");
  const { filter, change } = useFilter(FILTER);
  const pages = useDecisions(application, filter);
  return (
    <>
      <div className="filters">
        {select}
        <ChoiceFilter
          label={t("decision")}
          value={filter.decision as "true" | "false" | undefined}
          onChange={(decision) => change({ decision })}
          choices={[
            { value: "true", label: t("permitted") },
            { value: "false", label: t("refused") },
          ]}
        />
        <TextFilter label={t("memberId")} value={filter.member_id} onChange={(member_id) => change({ member_id })} />
        <TimeRangeFilter from={filter.from} to={filter.to} onChange={change} />
        <Button href={exportAddress(application, "decisions", filter)} download>
          {t("export")}
        </Button>
      </div>
      <PagedTable
        pages={pages}
        caption={t("decisions")}
        rowKey={(item) => item.decision_id}
        empty={<EmptyState text={t("noDecisions")} />}
        columns={[
          {
            key: "who",
            title: t("asked"),
            heading: true,
            render: (item) => (
              <>
                <code>{item.member_id ?? item.subject_id ?? "–"}</code>
                {item.member_id === null && <div className="quiet">{t("nobody")}</div>}
              </>
            ),
          },
          {
            key: "decision",
            title: t("decision"),
            render: (item) => (
              <>
                <StatusTag tone={item.decision ? "good" : "bad"}>{t(item.decision ? "permitted" : "refused")}</StatusTag>{" "}
                <span className="quiet">{reasonName(t, item.reason)}</span>
              </>
            ),
          },
          { key: "action", title: t("action"), render: (item) => item.action },
          { key: "times", title: t("times"), render: (item) => item.times },
          { key: "at", title: t("at"), render: (item) => <TimeAgo at={item.last_at ?? item.at} /> },
          {
            key: "request",
            title: t("common:requestId"),
            render: (item) =>
              item.request_id && (
                <span className="row">
                  <code>{item.request_id.slice(0, 8)}…</code>
                  <CopyButton value={item.request_id} what={t("common:requestId")} />
                </span>
              ),
          },
        ]}
      />
    </>
  );
}
