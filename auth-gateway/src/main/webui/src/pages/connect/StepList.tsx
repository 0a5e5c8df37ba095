import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SetupStepName } from "../../api/types";
import { StepMark } from "./StepMark";
import { FEISHU_STEPS, OUR_STEPS, type WizardStep } from "./steps";

interface Props {
  steps: WizardStep[];
  current: SetupStepName;
  onGo: (step: SetupStepName) => void;
}

/** All steps with their marks; a strip to scroll through on a narrow screen. */
export function StepList({ steps, current, onGo }: Props) {
  const { t } = useTranslation("connect");
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const button = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (strip.current && button) strip.current.scrollLeft = button.offsetLeft - strip.current.clientWidth / 2;
  }, [current]);
  const group = (title: string, names: SetupStepName[]) => (
    <section>
      <h3>{title}</h3>
      <ol>
        {steps
          .filter(({ step }) => names.includes(step))
          .map(({ step, status }) => (
            <li key={step}>
              <button type="button" aria-current={step === current ? "step" : undefined} onClick={() => onGo(step)}>
                <StepMark status={status} />
                <span className="step-name">{step}</span>
                <span className="step-title">{t(`step.${step}.title`)}</span>
              </button>
            </li>
          ))}
      </ol>
    </section>
  );
  return (
    <nav ref={strip} className="step-list" aria-label={t("steps")}>
      {group(t("atFeishu"), FEISHU_STEPS)}
      {group(t("here"), OUR_STEPS)}
    </nav>
  );
}
