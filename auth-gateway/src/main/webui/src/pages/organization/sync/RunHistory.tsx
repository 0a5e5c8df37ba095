import { Button, Grid, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/pages";
import { type Run, synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { AbsoluteTime } from "../../../components/Time";
import { syncKeys } from "./keys";
import { CountsInWords } from "./RunSummary";
import { RunStatusTag } from "./RunStatusTag";

/** The runs of an organization, the latest first. */
export function RunHistory({ organization, onOpen }: { organization: string; onOpen: (run: string) => void }) {
  const { t } = useTranslation("organization");
  const wide = Grid.useBreakpoint().md !== false;
  const query = usePages<Run>(syncKeys.history(organization), (cursor) =>
    synchronizationApi.runs(organization, 20, cursor),
  );
  const started: TableColumnsType<Run>[number] = {
    title: t("run.started"),
    key: "started",
    width: wide ? 210 : undefined,
    render: (_, run) => (
      <div className="stack" style={{ gap: 4 }}>
        <button type="button" className="link-button link" onClick={() => onOpen(run.run_id)}>
          <AbsoluteTime at={run.started_at} />
        </button>
        {!wide && (
          <span>
            <RunStatusTag run={run} />
          </span>
        )}
        {!wide && <CountsInWords counts={run.members} />}
      </div>
    ),
  };
  const columns: TableColumnsType<Run> = wide
    ? [
        started,
        { title: t("run.status"), key: "status", width: 200, render: (_, run) => <RunStatusTag run={run} /> },
        { title: t("run.members"), key: "members", render: (_, run) => <CountsInWords counts={run.members} /> },
        { title: t("run.departments"), key: "departments", render: (_, run) => <CountsInWords counts={run.departments} /> },
      ]
    : [started];
  return (
    <Answered query={query}>
      {() =>
        query.items.length === 0 ? (
          <EmptyState text={t("run.noneYet")} />
        ) : (
          <>
            <Table<Run> rowKey="run_id" columns={columns} dataSource={query.items} pagination={false} size="middle" />
            {query.hasNextPage && (
              <div className="list-end">
                <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                  {t("common:more")}
                </Button>
              </div>
            )}
          </>
        )
      }
    </Answered>
  );
}
