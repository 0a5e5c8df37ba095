import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../../api/problem";
import type { Run, RunWarning } from "../../../api/synchronization";
import { CopyButton } from "../../../components/CopyButton";
import { ProblemText } from "../../../components/ErrorState";
import { ProblemTitle } from "../../../components/ProblemTitle";
import { CountsInWords } from "./CountsInWords";

/** What came of a run: numbers, what to look at, and why it failed if it did. */
export function RunSummary({ run }: { run: Run }) {
  const { t } = useTranslation("organization");
  return (
    <div className="stack" style={{ gap: 12 }}>
      {run.problem && run.status === "failed" && <Failure run={run} />}
      <dl className="facts">
        <dt>{t("run.members")}</dt>
        <dd>
          <CountsInWords counts={run.members} />
        </dd>
        <dt>{t("run.departments")}</dt>
        <dd>
          <CountsInWords counts={run.departments} />
        </dd>
        <dt>{t("run.calls")}</dt>
        <dd>
          {t("progress.calls", { made: run.calls.made, least: run.calls.lower_bound })}
          {run.calls.extra.length > 0 && (
            <ul className="plain-list quiet">
              {run.calls.extra.map((extra) => (
                <li key={extra.reason}>
                  {t(`extra.${extra.reason}`, { count: extra.count, defaultValue: `${extra.reason}: ${extra.count}` })}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{t("run.id")}</dt>
        <dd>
          <code>{run.run_id}</code> <CopyButton value={run.run_id} what={t("run.id")} />
        </dd>
        {run.losing_access !== null && (
          <>
            <dt>{t("run.losing")}</dt>
            <dd>{t("run.people", { count: run.losing_access })}</dd>
          </>
        )}
      </dl>
      {run.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("warning.title", { count: run.warnings.length })}
          description={
            <ul className="plain-list">
              {run.warnings.map((warning) => (
                <li key={warning.code + (warning.field ?? "")}>
                  <Warning warning={warning} />
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}

function Failure({ run }: { run: Run }) {
  const problem = new ProblemError(run.problem?.status ?? 500, run.problem ?? {});
  return (
    <Alert
      type="error"
      showIcon
      title={<ProblemTitle problem={problem} />}
      description={<ProblemText problem={problem} />}
    />
  );
}

function Warning({ warning }: { warning: RunWarning }) {
  const { t, i18n } = useTranslation("organization");
  const field = warning.field ?? "";
  const name = i18n.exists(`organization:field.${field}`) ? t(`field.${field}`) : field;
  return (
    <>
      {t(`warning.${warning.code}`, { count: warning.count, field: name, defaultValue: `${warning.code}: ${warning.count}` })}
      {warning.permission && (
        <>
          {" "}
          {t("warning.permission")} <code>{warning.permission}</code>
        </>
      )}
    </>
  );
}
