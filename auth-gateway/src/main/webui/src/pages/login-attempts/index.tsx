import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/problem";
import { useAttempts } from "../../api/sessions";
import type { Attempt } from "../../api/types";
import { ApplicationSelect } from "../../components/ApplicationSelect";
import { ChoiceFilter } from "../../components/ChoiceFilter";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { PageHeader } from "../../components/PageHeader";
import { ProblemTitle } from "../../components/ProblemTitle";
import { TextFilter } from "../../components/TextFilter";
import { TimeAgo } from "../../components/Time";
import { TimeRangeFilter } from "../../components/TimeRangeFilter";
import { useApplicationTitles } from "../../components/useApplicationTitles";
import { useFilter } from "../../components/useFilter";
import { AttemptStory } from "./AttemptStory";
import { Outcome, OUTCOMES, personOf } from "./Outcome";

const FILTER = ["org_id", "app_id", "open_id", "outcome", "request_id", "from", "to"] as const;

/** How every sign-in went, and the story of one. */
export default function LoginAttemptsPage() {
  const { t } = useTranslation("login-attempts");
  const { filter, change } = useFilter(FILTER);
  const pages = useAttempts(filter);
  const titleOf = useApplicationTitles();
  const [chosen, setChosen] = useState<Attempt | null>(null);
  const filtered = Object.values(filter).some(Boolean);

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="filters">
        <TextFilter label={t("common:requestId")} placeholder={t("requestIdHelp")} value={filter.request_id} onChange={(value) => change({ request_id: value })} />
        <ApplicationSelect
          all
          value={filter.org_id && filter.app_id ? { orgId: filter.org_id, appId: filter.app_id } : null}
          onChange={(app) => change({ org_id: app?.orgId ?? null, app_id: app?.appId ?? null })}
        />
        <ChoiceFilter
          label={t("outcome")}
          value={OUTCOMES.find((outcome) => outcome === filter.outcome)}
          onChange={(value) => change({ outcome: value })}
          choices={OUTCOMES.map((value) => ({ value, label: t(`outcomeOf.${value}`) }))}
        />
        <TextFilter label="Open ID" value={filter.open_id} onChange={(value) => change({ open_id: value })} />
        <TimeRangeFilter from={filter.from} to={filter.to} onChange={change} />
      </div>
      <PagedTable
        pages={pages}
        caption={t("title")}
        rowKey={(item) => item.attempt_id}
        empty={<EmptyState text={t(filtered ? "noMatch" : "empty")} />}
        columns={[
          {
            key: "who",
            title: t("who"),
            heading: true,
            render: (item) => <span className={item.name ? "strong" : "quiet"}>{personOf(item, t)}</span>,
          },
          {
            key: "outcome",
            title: t("outcome"),
            render: (item) => (
              <>
                <Outcome attempt={item} />
                {item.problem && (
                  <div className="quiet">
                    <ProblemTitle problem={new ProblemError(400, { type: `urn:jit:problem:${item.problem}`, title: item.problem })} />
                  </div>
                )}
              </>
            ),
          },
          { key: "app", title: t("common:application"), render: (item) => titleOf(item.org_id, item.app_id) },
          { key: "mode", title: t("mode"), render: (item) => t(`modeOf.${item.mode ?? "unknown"}`) },
          { key: "at", title: t("startedAt"), render: (item) => <TimeAgo at={item.started_at} /> },
          {
            key: "actions",
            title: t("actions"),
            actions: true,
            render: (item) => (
              <Button size="small" onClick={() => setChosen(item)} aria-label={t("storyOf", { name: personOf(item, t) })}>
                {t("story")}
              </Button>
            ),
          },
        ]}
      />
      {chosen && <AttemptStory attempt={chosen} application={titleOf(chosen.org_id, chosen.app_id)} onClose={() => setChosen(null)} />}
    </>
  );
}
