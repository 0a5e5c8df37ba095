import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "../api/problem";
import { CopyButton } from "./CopyButton";
import { Forbidden } from "./Forbidden";
import { ProblemTitle } from "./ProblemTitle";
import { Said } from "./Said";

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** There is nothing else to see on the page. */
  page?: boolean;
  /** What it means here, where that says more than the problem's own title. */
  title?: string;
  /** What to do about it, in place of what the problem itself says. */
  text?: string;
}

/** Says what went wrong, with the request id that leads to the log, and offers to try again. */
export function ErrorState({ error, onRetry, page = false, title, text }: Props) {
  const problem = asProblem(error);
  const { t } = useTranslation();
  if (problem.status === 403 && problem.id === "forbidden" && page) {
    return (
      <Forbidden>
        <RequestId problem={problem} />
      </Forbidden>
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className={page ? "state-page" : undefined}
      title={title ?? <ProblemTitle problem={problem} />}
      description={
        text === undefined ? (
          <ProblemText problem={problem} />
        ) : (
          <>
            {text && <div>{text}</div>}
            <RequestId problem={problem} />
          </>
        )
      }
      action={onRetry && <Button onClick={onRetry}>{t("retry")}</Button>}
    />
  );
}

export function ProblemText({ problem }: { problem: ProblemError }) {
  const { t } = useTranslation();
  const { feishu } = problem.body;
  return (
    <>
      {/* Of what is wrong with fields it says the same once more. */}
      {problem.detail && problem.fields.length === 0 && (
        <div>
          <Said sentence={problem.detail} />
        </div>
      )}
      {problem.fields.length > 0 && (
        <ul className="plain-list">
          {problem.fields.map((field) => (
            <li key={field.field + field.message}>
              <code>{field.field}</code> <Said sentence={field.message} />
            </li>
          ))}
        </ul>
      )}
      {feishu?.code !== undefined && (
        <div>
          {t("feishuSays", { code: feishu.code, log: feishu.log_id ?? "–" })}
          {feishu.help_url && (
            <>
              {" "}
              <a href={feishu.help_url} target="_blank" rel="noreferrer">
                {t("feishuHelp")}
              </a>
            </>
          )}
        </div>
      )}
      <RequestId problem={problem} />
    </>
  );
}

/** The id that leads to the log, to be copied. */
export function RequestId({ problem }: { problem: ProblemError }) {
  const { t } = useTranslation();
  if (!problem.requestId) return null;
  return (
    <div className="request-id">
      {t("requestId")} <code>{problem.requestId}</code>
      <CopyButton value={problem.requestId} what={t("requestId")} />
    </div>
  );
}
