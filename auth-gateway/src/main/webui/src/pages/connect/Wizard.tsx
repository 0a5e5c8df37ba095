import { Alert, Button, Segmented } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useChecksWhileOpen, useSetup, useSetupCheck } from "../../api/setup";
import type { Application, Organization, SetupStepName } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";
import { TimeAgo } from "../../components/Time";
import { useSession } from "../../session/session";
import type { Draft } from "./ConnectForm";
import { StepDetail } from "./StepDetail";
import { StepList } from "./StepList";
import { firstOpen, STEPS, wizardSteps, type Platform } from "./steps";

interface Props {
  application: Application;
  organization: Organization | undefined;
  onCreated: (created: Organization) => void;
}

/** The steps at one side, the chosen one beside them, and the checklist kept fresh while somebody works through it. */
export function Wizard({ application, organization, onCreated }: Props) {
  const { t } = useTranslation("connect");
  const { may } = useSession();
  const [platform, setPlatform] = useState<Platform>(organization?.platform ?? "feishu");
  // The form is shown at two steps, and left for others to look something up: what was typed stays.
  const [draft, setDraft] = useState<Draft>({});
  const [query, setQuery] = useSearchParams();
  const id = organization?.organization_id;
  const setup = useSetup(id);
  const { mutate, isPending: checking, error: checkError } = useSetupCheck(id);
  const steps = wizardSteps(application, platform, setup.data);
  const asked = query.get("step") as SetupStepName | null;
  const current = steps.find(({ step }) => step === asked) ?? steps.find(({ step }) => step === firstOpen(steps));
  const done = steps.filter(({ status }) => status === "ok").length;

  const mayCheck = id !== undefined && may("organizations:write");
  const check = useCallback(() => mutate("asked"), [mutate]);
  const checkByItself = useCallback(() => mutate("byItself"), [mutate]);
  const checkedAtOpening = useRef(false);
  useEffect(() => {
    if (mayCheck && !checkedAtOpening.current) {
      checkedAtOpening.current = true;
      checkByItself();
    }
  }, [mayCheck, checkByItself]);
  useChecksWhileOpen(checkByItself, mayCheck && done < STEPS.length);

  const go = (step: SetupStepName) => setQuery({ step }, { replace: true, preventScrollReset: true });
  if (!current) return null;
  return (
    <div className="stack">
      {organization ? (
        <div className="row" aria-live="polite">
          <span>{t("done", { done, all: STEPS.length })}</span>
          {setup.data && (
            <span className="quiet">
              {t("checked")} <TimeAgo at={setup.data.checked_at} />
            </span>
          )}
          {mayCheck && (
            <Button size="small" loading={checking} onClick={check}>
              {t("checkNow")}
            </Button>
          )}
        </div>
      ) : (
        <div className="row">
          <span id="platform">{t("platform")}</span>
          <Segmented<Platform>
            aria-labelledby="platform"
            value={platform}
            onChange={setPlatform}
            options={[
              { value: "feishu", label: t("feishu") },
              { value: "lark", label: t("lark") },
            ]}
          />
        </div>
      )}
      {organization && done === STEPS.length && <Alert type="success" showIcon title={t("allDone")} />}
      {checkError !== null && <ErrorState error={checkError} onRetry={check} />}
      {setup.isError && <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />}
      <div className="wizard">
        <StepList steps={steps} current={current.step} onGo={go} />
        <StepDetail
          key={current.step}
          step={current}
          application={application}
          organization={organization}
          platform={platform}
          draft={draft}
          onDraft={(changed) => setDraft((before) => ({ ...before, ...changed }))}
          onGo={go}
          onCreated={(created) => {
            onCreated(created);
            go("J4");
          }}
          onChanged={check}
        />
      </div>
    </div>
  );
}
