import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationId } from "../../api/applications";
import { exportAddress, useChanges } from "../../api/audit";
import type { Change } from "../../api/types";
import { ChoiceFilter } from "../../components/ChoiceFilter";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { TextFilter } from "../../components/TextFilter";
import { TimeAgo } from "../../components/Time";
import { TimeRangeFilter } from "../../components/TimeRangeFilter";
import { useFilter } from "../../components/useFilter";
import { ChangeDetail } from "./ChangeDetail";
import { actorName, kindName, KINDS } from "./names";

const FILTER = ["kind", "caller", "from", "to"] as const;

/** Changes of roles, grants and access requests of one application. */
export function Changes({ application, select }: { application: ApplicationId; select: ReactNode }) {
  const { t } = useTranslation("audit");
  const { filter, change } = useFilter(FILTER);
  const pages = useChanges(application, filter);
  const [chosen, setChosen] = useState<Change | null>(null);
  return (
    <>
      <div className="filters">
        {select}
        <ChoiceFilter label={t("kind")} value={KINDS.find((kind) => kind === filter.kind)} onChange={(kind) => change({ kind })} choices={KINDS.map((value) => ({ value, label: kindName(t, value) }))} />
        <TextFilter label={t("caller")} value={filter.caller} onChange={(caller) => change({ caller })} />
        <TimeRangeFilter from={filter.from} to={filter.to} onChange={change} />
        <Button href={exportAddress(application, "changes", filter)} download>
          {t("export")}
        </Button>
      </div>
      <PagedTable
        pages={pages}
        caption={t("changes")}
        rowKey={(item) => item.change_id}
        empty={<EmptyState text={t("noChanges")} />}
        columns={[
          { key: "kind", title: t("kind"), heading: true, render: (item) => <span className="strong">{kindName(t, item.kind)}</span> },
          { key: "subject", title: t("subject"), render: (item) => <code>{item.subject_id ?? "–"}</code> },
          { key: "caller", title: t("caller"), render: (item) => actorName(t, item.caller) },
          { key: "at", title: t("at"), render: (item) => <TimeAgo at={item.at} /> },
          {
            key: "actions",
            title: t("actions"),
            actions: true,
            render: (item) => (
              <Button size="small" onClick={() => setChosen(item)} aria-label={t("detailOf", { kind: kindName(t, item.kind) })}>
                {t("detail")}
              </Button>
            ),
          },
        ]}
      />
      {chosen && <ChangeDetail change={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
