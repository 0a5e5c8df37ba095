import ExportOutlined from "@ant-design/icons/ExportOutlined";
import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Application, Organization, SetupStepName } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { withLocalTimes } from "../../components/times";
import { language } from "../../i18n";
import { AuthorizeStep } from "./AuthorizeStep";
import type { Draft } from "./ConnectForm";
import { CredentialsStep } from "./CredentialsStep";
import { StepMark } from "./StepMark";
import { STEPS, type Platform, type WizardStep } from "./steps";
import { SynchronizeStep } from "./SynchronizeStep";
import { TestLogin } from "./TestLogin";

interface Props {
  step: WizardStep;
  application: Application;
  organization: Organization | undefined;
  platform: Platform;
  draft: Draft;
  onDraft: (changed: Draft) => void;
  onGo: (step: SetupStepName) => void;
  onCreated: (created: Organization) => void;
  onChanged: () => void;
}

/** One step: what to do and where, the values to paste, what the check found, and what can be done right here. */
export function StepDetail(props: Props) {
  const { step, onGo } = props;
  const { t } = useTranslation("connect");
  const heading = useRef<HTMLHeadingElement>(null);
  const place = STEPS.indexOf(step.step);
  const before = STEPS[place - 1];
  const after = STEPS[place + 1];
  const shown = language();
  const other = shown === "zh" ? "en" : "zh";

  // A step is mounted anew when it is gone to; whoever cannot see is told which it is. Not at the page's own opening.
  useEffect(() => {
    if (document.activeElement instanceof HTMLButtonElement) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section className="card stack step-detail" aria-labelledby="step-heading">
      <div>
        <div className="quiet">{t("stepOf", { number: place + 1, all: STEPS.length })}</div>
        <h3 id="step-heading" ref={heading} tabIndex={-1}>
          {step.step} {t(`step.${step.step}.title`)}
        </h3>
      </div>
      {step.status !== "unknown" && (
        <div className={`finding finding-${step.status}`} role="status">
          <StepMark status={step.status} worded />
          {step.evidence && <p>{withLocalTimes(step.evidence[shown], shown)}</p>}
        </div>
      )}
      <p className="flush">{t(`step.${step.step}.do`)}</p>
      {step.menuPath && (
        <div className="menu-path">
          <div className="quiet">{t("where")}</div>
          <MenuPath path={step.menuPath[shown]} lang={shown} />
          <MenuPath path={step.menuPath[other]} lang={other} quiet />
        </div>
      )}
      {step.link && (
        <div>
          <Button href={step.link} target="_blank" rel="noreferrer" icon={<ExportOutlined aria-hidden />}>
            {t(props.platform === "lark" ? "openLark" : "openFeishu")}
          </Button>
        </div>
      )}
      {step.paste.map(({ label, value }, index) => (
        <div key={`${label.en}-${index}`}>
          <div className="quiet">{label[shown]}</div>
          <div className="value-to-copy">
            {value.includes("\n") ? (
              // It scrolls: the keyboard must reach it.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              <pre tabIndex={0} aria-label={label[shown]} className="long-value">
                <code>{value}</code>
              </pre>
            ) : (
              <code>{value}</code>
            )}
            <CopyButton value={value} what={label[shown]} labelled />
          </div>
        </div>
      ))}
      {here(props)}
      <div className="row step-moves">
        <Button disabled={!before} onClick={() => before && onGo(before)}>
          {t("previous")}
        </Button>
        <Button type={step.status === "ok" || step.status === "unknown" ? "primary" : "default"} disabled={!after} onClick={() => after && onGo(after)}>
          {t("next")}
        </Button>
      </div>
    </section>
  );
}

function MenuPath({ path, lang, quiet = false }: { path: string; lang: "zh" | "en"; quiet?: boolean }) {
  return (
    <div lang={lang === "zh" ? "zh-CN" : "en"} className={quiet ? "quiet" : "strong"}>
      {path.replaceAll(" > ", " › ")}
    </div>
  );
}

/** What of the step is done in this console. */
function here(props: Props): ReactNode {
  const { step, application, organization } = props;
  switch (step.step) {
    case "J2":
    case "J3":
      return <CredentialsStep {...props} />;
    case "J4":
      return organization ? <SynchronizeStep application={application} organization={organization} onFinished={props.onChanged} /> : <NotYet />;
    case "J5":
      return organization ? <AuthorizeStep application={application} /> : <NotYet />;
    case "J6":
      return organization ? <TestLogin application={application} onGo={props.onGo} onSignedIn={props.onChanged} /> : <NotYet />;
    default:
      return null;
  }
}

function NotYet() {
  const { t } = useTranslation("connect");
  return <p className="quiet flush">{t("notYet")}</p>;
}
