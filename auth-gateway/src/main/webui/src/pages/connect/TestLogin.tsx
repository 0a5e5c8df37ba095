import { Alert, Button, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Application, Attempt, SetupStepName } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { ErrorState } from "../../components/ErrorState";
import { ProblemTitle } from "../../components/ProblemTitle";
import { ProblemError } from "../../api/problem";
import { loginAddresses, stepFor } from "./steps";
import { useWatch } from "./watch";

interface Props {
  application: Application;
  onGo: (step: SetupStepName) => void;
  onSignedIn: () => void;
}

/** A real sign-in: opens the login address and tells how it ended, as the gateway saw it. */
export function TestLogin({ application, onGo, onSignedIn }: Props) {
  const { t } = useTranslation("connect");
  const watch = useWatch({ orgId: application.org_id, appId: application.app_id });
  const [error, setError] = useState<unknown>(null);
  const address = loginAddresses(application)[0] ?? "";
  const signedIn = watch.ended?.outcome === "signed_in";
  useEffect(() => {
    if (signedIn) onSignedIn();
  }, [signedIn, onSignedIn]);

  async function start() {
    setError(null);
    // Opened at once, while the browser still knows that somebody clicked; it goes on when the watch stands.
    const tab = window.open("", "_blank");
    try {
      await watch.start();
      if (tab) tab.location.href = `${address}?prompt=login`;
    } catch (reason) {
      tab?.close();
      setError(reason);
    }
  }

  return (
    <div className="stack">
      <div className="value-to-copy">
        <code>{address}</code>
        <CopyButton value={address} what={t("loginAddress")} labelled />
      </div>
      <div className="row">
        <Button type="primary" onClick={() => void start()}>
          {watch.ended ? t("testAgain") : t("test")}
        </Button>
        {watch.watching && <Button onClick={watch.stop}>{t("stopWatching")}</Button>}
      </div>
      <div aria-live="polite" className="stack">
        {watch.watching && (
          <div>
            <Spin size="small" /> {watch.attempts.length > 0 ? t("started") : t("waiting")}
          </div>
        )}
        {watch.ended && <Ended attempt={watch.ended} application={application} onGo={onGo} />}
      </div>
      {(error ?? watch.error) !== null && <ErrorState error={error ?? watch.error} />}
    </div>
  );
}

function Ended({ attempt, application, onGo }: { attempt: Attempt; application: Application; onGo: (step: SetupStepName) => void }) {
  const { t } = useTranslation("connect");
  const story = new URLSearchParams({
    org_id: application.org_id,
    app_id: application.app_id,
    ...(attempt.request_id ? { request_id: attempt.request_id } : {}),
  });
  if (attempt.outcome === "signed_in") {
    return <Alert type="success" showIcon title={t("signedIn", { name: attempt.name ?? attempt.open_id ?? "–" })} description={t("signedInText")} />;
  }
  const step = attempt.outcome === "abandoned" ? "F8" : stepFor(attempt.problem, attempt.setup_step);
  return (
    <Alert
      type="error"
      showIcon
      title={
        attempt.outcome === "abandoned" ? (
          t(attempt.returned_at === null ? "abandoned" : "notFinished")
        ) : (
          <ProblemTitle problem={new ProblemError(400, { type: `urn:jit:problem:${attempt.problem ?? ""}`, title: attempt.problem ?? "" })} />
        )
      }
      description={
        <div className="stack">
          {attempt.name && <span>{t("was", { name: attempt.name })}</span>}
          {attempt.feishu && <span>{t("common:feishuSays", { code: attempt.feishu.code ?? "–", log: attempt.feishu.log_id ?? "–" })}</span>}
          <span className="row">
            {step && (
              <Button size="small" onClick={() => onGo(step)}>
                {t("toStep", { step, title: t(`step.${step}.title`) })}
              </Button>
            )}
            <Link to={`/login-attempts?${story.toString()}`}>{t("story")}</Link>
          </span>
        </div>
      }
    />
  );
}
