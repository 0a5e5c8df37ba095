import { useTranslation } from "react-i18next";
import type { ProblemError } from "../api/problem";

/** The problem in the language shown, where it is one that is known; else as the service put it. */
export function ProblemTitle({ problem }: { problem: ProblemError }) {
  const { t, i18n } = useTranslation("problems");
  return <>{i18n.exists(`problems:${problem.id}`) ? t(`${problem.id}`) : problem.title || t("unexpected")}</>;
}
