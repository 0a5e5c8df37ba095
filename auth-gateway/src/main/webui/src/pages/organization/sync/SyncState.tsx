import { Alert, Button } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Run } from "../../../api/synchronization";
import { TimeAgo } from "../../../components/Time";
import { Loading } from "../../../components/Loading";
import { Said } from "../../../components/Said";
import { CountsInWords } from "./CountsInWords";
import { HeldRun } from "./HeldRun";
import { foundNothing } from "./runProgress";

// Most visits see no run going on.
const RunningRun = lazy(() => import("./RunningRun"));

interface Props {
  organization: string;
  latest: Run | null;
  held: Run | null;
  mayChange: boolean;
  /** The run that was started from this page, whose result is then shown at length. */
  followed: string | null;
  onShow: (run: string) => void;
  onDismiss: () => void;
}

/** How the synchronization stands: going on, waiting for somebody, just done, or when it last was. */
export function SyncState({ organization, latest, held, mayChange, followed, onShow, onDismiss }: Props) {
  const { t } = useTranslation("organization");
  return (
    <div className="stack" style={{ gap: 12 }}>
      {held && (
        <HeldRun organization={organization} run={held} mayDecide={mayChange} onShow={() => onShow(held.run_id)} />
      )}
      {latest?.status === "running" && (
        <Suspense fallback={<Loading />}>
          <RunningRun organization={organization} run={latest} mayCancel={mayChange} />
        </Suspense>
      )}
      {latest && latest.status !== "running" && latest.status !== "awaiting_approval" && (
        <>
          {latest.run_id === followed || latest.status === "failed" ? (
            <Result run={latest} onShow={() => onShow(latest.run_id)} onDismiss={onDismiss} />
          ) : (
            <p className="quiet" style={{ margin: 0 }}>
              {t("last.label")} <TimeAgo at={latest.finished_at ?? latest.started_at} />
              {t("last.separator")}
              {latest.dry_run && `${t("run.dry")}${t("listSeparator")}`}
              {t(`runStatus.${latest.status}`)}{" "}
              <Button type="link" size="small" onClick={() => onShow(latest.run_id)}>
                {t("last.show")}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

const TYPES: Partial<Record<Run["status"], "success" | "warning" | "error" | "info">> = {
  succeeded: "success",
  succeeded_with_warnings: "warning",
  failed: "error",
};

function Result({ run, onShow, onDismiss }: { run: Run; onShow: () => void; onDismiss: () => void }) {
  const { t } = useTranslation("organization");
  const done = run.status === "succeeded" || run.status === "succeeded_with_warnings";
  return (
    <Alert
      type={TYPES[run.status] ?? "info"}
      showIcon
      role="status"
      closable={run.status === "failed" ? false : { onClose: onDismiss, "aria-label": t("common:close") }}
      title={t(`result.${run.dry_run && done ? "dry" : run.status}`)}
      description={
        <div className="stack" style={{ gap: 8 }}>
          {done && foundNothing(run) ? (
            <span>{t("result.nothing")}</span>
          ) : (
            done && (
              <span>
                {t("run.members")}
                {t("colon")}
                <CountsInWords counts={run.members} />
                {t("sentenceSeparator")}
                {t("run.departments")}
                {t("colon")}
                <CountsInWords counts={run.departments} />
              </span>
            )
          )}
          {run.warnings.length > 0 && <span>{t("warning.title", { count: run.warnings.length })}</span>}
          {typeof run.problem?.detail === "string" && run.status === "failed" && (
            <span>
              <Said sentence={run.problem.detail} />
            </span>
          )}
          <span>
            <Button size="small" onClick={onShow}>
              {t("last.show")}
            </Button>
          </span>
        </div>
      }
    />
  );
}
