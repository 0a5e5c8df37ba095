import CheckCircleFilled from "@ant-design/icons/CheckCircleFilled";
import CloseCircleFilled from "@ant-design/icons/CloseCircleFilled";
import ExclamationCircleFilled from "@ant-design/icons/ExclamationCircleFilled";
import QuestionCircleOutlined from "@ant-design/icons/QuestionCircleOutlined";
import { useTranslation } from "react-i18next";
import type { WizardStep } from "./steps";

const MARKS = {
  ok: <CheckCircleFilled aria-hidden />,
  warning: <ExclamationCircleFilled aria-hidden />,
  failed: <CloseCircleFilled aria-hidden />,
  not_checkable: <QuestionCircleOutlined aria-hidden />,
  unknown: <span aria-hidden className="mark-open" />,
};

/** How a step stands: a sign, and its word for those who do not see it. */
export function StepMark({ status, worded = false }: { status: WizardStep["status"]; worded?: boolean }) {
  const { t } = useTranslation("connect");
  return (
    <span className={`mark mark-${status}`}>
      {MARKS[status]}
      <span className={worded ? undefined : "visually-hidden"}>{t(`status.${status}`)}</span>
    </span>
  );
}
