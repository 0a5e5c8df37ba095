import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemError } from "../../api/problem";
import type { Attempt } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { Details } from "../../components/Details";
import { Drawer } from "../../components/Drawer";
import { ProblemTitle } from "../../components/ProblemTitle";
import { AbsoluteTime } from "../../components/Time";
import { hasReturned, Outcome, personOf } from "./Outcome";

/** One person's story: when they set out, when they came back, how it ended, and what would mend it. */
export function AttemptStory({ attempt, application, onClose }: { attempt: Attempt; application: string; onClose: () => void }) {
  const { t } = useTranslation("login-attempts");
  const { feishu, problem, request_id: requestId, setup_step: step } = attempt;
  return (
    <Drawer open onClose={onClose} size={480} title={personOf(attempt, t)}>
      <div className="stack">
        <div className="row">
          <Outcome attempt={attempt} />
          {problem && (
            <strong>
              <ProblemTitle problem={new ProblemError(400, { type: `urn:jit:problem:${problem}`, title: problem })} />
            </strong>
          )}
        </div>
        <p className="quiet flush">{hasReturned(attempt) ? t("explainedReturned") : t(`explained.${attempt.outcome ?? "started"}`)}</p>
        <Details
          items={[
            [t("common:application"), application],
            [t("mode"), t(`modeOf.${attempt.mode ?? "unknown"}`)],
            [t("startedAt"), <AbsoluteTime key="started" at={attempt.started_at} />],
            [t("returnedAt"), <AbsoluteTime key="returned" at={attempt.returned_at} otherwise={t("notReturned")} />],
            attempt.open_id ? (["Open ID", <code key="open">{attempt.open_id}</code>] as const) : null,
            requestId
              ? ([
                  t("common:requestId"),
                  <span key="request" className="row">
                    <code>{requestId}</code>
                    <CopyButton value={requestId} what={t("common:requestId")} />
                  </span>,
                ] as const)
              : null,
            problem ? ([t("problemId"), <code key="problem">{problem}</code>] as const) : null,
            feishu ? ([t("feishu"), <FeishuSays key="feishu" feishu={feishu} />] as const) : null,
          ]}
        />
        {step && (
          <div>
            <Link className="button-link" to={`/applications/${attempt.org_id}/${attempt.app_id}/connect?step=${step}`}>
              {t("mend", { step })}
            </Link>
          </div>
        )}
      </div>
    </Drawer>
  );
}

function FeishuSays({ feishu }: { feishu: NonNullable<Attempt["feishu"]> }) {
  const { t } = useTranslation("login-attempts");
  return (
    <>
      {t("common:feishuSays", { code: feishu.code ?? "–", log: feishu.log_id ?? "–" })}{" "}
      {feishu.help_url && (
        <a href={feishu.help_url} target="_blank" rel="noreferrer">
          {t("common:feishuHelp")}
        </a>
      )}
    </>
  );
}
