import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Run } from "../../../api/synchronization";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { AbsoluteTime } from "../../../components/Time";
import { useRunActions } from "./useRuns";

interface Props {
  organization: string;
  run: Run;
  mayDecide: boolean;
  onShow: () => void;
}

/** A run that waits: says who would go, and lets somebody decide. */
export function HeldRun({ organization, run, mayDecide, onShow }: Props) {
  const { t } = useTranslation("organization");
  const { approve, cancel } = useRunActions(organization);
  const [asking, setAsking] = useState<"approve" | "discard" | null>(null);
  const people = run.members.removed;
  const departments = run.departments.removed;
  const losing = run.losing_access;

  const consequences = [
    people > 0 && t("held.peopleGo", { count: people }),
    losing !== null && losing > 0 && t("held.losing", { count: losing }),
    losing === null && people > 0 && t("held.losingUnknown"),
    losing === 0 && people > 0 && t("held.nobodyLoses"),
    departments > 0 && t("held.departmentsGo", { count: departments }),
    run.members.added + run.members.updated > 0 &&
      t("held.others", { added: run.members.added, updated: run.members.updated }),
  ].filter((one): one is string => Boolean(one));

  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t("held.title", { count: people })}
        description={
          <div className="stack" style={{ gap: 8 }}>
            <span>
              {t("held.since")} <AbsoluteTime at={run.started_at} /> · {t("held.nothingApplied")}
            </span>
            {run.problem?.setup_step === "F7" && (
              <span>
                {t("held.rangeSmaller")} <Link to="../connect">{t("held.toGuide")}</Link>
              </span>
            )}
            <ul className="plain-list">
              {consequences.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <div className="row">
              <Button onClick={onShow}>{t("held.show")}</Button>
              {mayDecide && (
                <>
                  <Button danger onClick={() => setAsking("approve")}>
                    {t("held.approve")}
                  </Button>
                  <Button onClick={() => setAsking("discard")}>{t("held.discard")}</Button>
                </>
              )}
            </div>
          </div>
        }
      />
      <ConfirmWithConsequences
        open={asking === "approve"}
        title={t("held.approveTitle")}
        consequences={[...consequences, t("held.exactlyThis")]}
        action={t("held.approveCount", { count: people })}
        onConfirm={() => approve.mutateAsync(run.run_id)}
        onClose={() => setAsking(null)}
      />
      <ConfirmWithConsequences
        open={asking === "discard"}
        harmless
        title={t("held.discardTitle")}
        consequences={[t("held.discardKeeps"), t("held.discardAgain")]}
        action={t("held.discard")}
        onConfirm={() => cancel.mutateAsync(run.run_id)}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
