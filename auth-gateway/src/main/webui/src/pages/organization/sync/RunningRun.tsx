import { Alert, Button, Progress, Steps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Run, STAGES } from "../../../api/synchronization";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { TimeAgo } from "../../../components/Time";
import { percentDone, progressOfRun, roughly } from "./runProgress";
import { type PartialProgress, useRunProgress } from "./useRunProgress";
import { useRunActions } from "./useRuns";

interface Props {
  organization: string;
  run: Run;
  mayCancel: boolean;
}

/** A run as it goes. */
export default function RunningRun({ organization, run, mayCancel }: Props) {
  const { t } = useTranslation("organization");
  const progress = useRunProgress(organization, run.run_id) ?? progressOfRun(run);
  const { cancel } = useRunActions(organization);
  const [asking, setAsking] = useState(false);
  const stage = STAGES.indexOf(progress.stage);
  return (
    <section className="card stack" aria-label={t("progress.label")}>
      <div className="row">
        <h3>{run.dry_run ? t("progress.dryTitle") : t("progress.title")}</h3>
        <span className="quiet">
          {t("progress.since")} <TimeAgo at={run.started_at} />
        </span>
        {mayCancel && progress.stage !== "applying" && (
          <Button className="push-right" onClick={() => setAsking(true)}>
            {t("progress.cancel")}
          </Button>
        )}
      </div>
      <Progress percent={percentDone(progress)} status="active" aria-label={t("progress.label")} />
      <Steps
        size="small"
        current={stage}
        responsive
        items={STAGES.filter((one) => !(run.dry_run && one === "applying")).map((one) => ({ title: t(`stage.${one}`) }))}
      />
      <p className="visually-hidden" role="status">
        {t("progress.stageNow", { stage: t(`stage.${progress.stage}`) })}
      </p>
      <Numbers progress={progress} />
      <ConfirmWithConsequences
        open={asking}
        title={t("progress.cancelTitle")}
        consequences={[t("progress.cancelNothing"), t("progress.cancelAgain")]}
        action={t("progress.cancel")}
        onConfirm={() => cancel.mutateAsync(run.run_id)}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

function Numbers({ progress }: { progress: PartialProgress }) {
  const { t } = useTranslation("organization");
  const { calls, seconds_left: left } = progress;
  return (
    <>
      <ul className="run-numbers">
        {progress.departments_read !== undefined && (
          <li>{t("progress.departments", { count: progress.departments_read })}</li>
        )}
        {progress.people_read !== undefined && <li>{t("progress.people", { count: progress.people_read })}</li>}
        {!!progress.lists_known && (
          <li>{t("progress.lists", { read: progress.lists_read ?? 0, known: progress.lists_known })}</li>
        )}
        {!!progress.changes_found && (
          <li>{t("progress.changes", { applied: progress.changes_applied ?? 0, found: progress.changes_found })}</li>
        )}
        <li>
          {calls.lower_bound === 0
            ? t("progress.callsMade", { count: calls.made })
            : t("progress.calls", { made: calls.made, least: calls.lower_bound })}
        </li>
        {typeof left === "number" && <li>{t(`progress.left.${roughly(left).unit}`, { count: roughly(left).count })}</li>}
      </ul>
      {calls.throttled > 0 && <Alert type="info" title={t("progress.throttled", { count: calls.throttled })} />}
    </>
  );
}
