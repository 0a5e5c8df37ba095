import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/pages";
import { type Run, synchronizationApi } from "../../../api/synchronization";
import { EmptyState } from "../../../components/EmptyState";
import { PagedTable } from "../../../components/PagedTable";
import { AbsoluteTime } from "../../../components/Time";
import { syncKeys } from "./keys";
import { CountsInWords } from "./CountsInWords";
import { RunStatusTag } from "./RunStatusTag";

/** The runs of an organization, the latest first. */
export function RunHistory({ organization, onOpen }: { organization: string; onOpen: (run: string) => void }) {
  const { t } = useTranslation("organization");
  const pages = usePages<Run>(syncKeys.history(organization), (cursor) =>
    synchronizationApi.runs(organization, 20, cursor),
  );
  return (
    <PagedTable<Run>
      pages={pages}
      caption={t("tab.runs")}
      rowKey={(run) => run.run_id}
      empty={<EmptyState text={t("run.noneYet")} />}
      columns={[
        {
          key: "started",
          title: t("run.started"),
          heading: true,
          render: (run) => (
            <button type="button" className="link-button link" onClick={() => onOpen(run.run_id)}>
              <AbsoluteTime at={run.started_at} />
            </button>
          ),
        },
        { key: "status", title: t("run.status"), render: (run) => <RunStatusTag run={run} /> },
        { key: "members", title: t("run.members"), render: (run) => <CountsInWords counts={run.members} /> },
        { key: "departments", title: t("run.departments"), render: (run) => <CountsInWords counts={run.departments} /> },
      ]}
    />
  );
}
