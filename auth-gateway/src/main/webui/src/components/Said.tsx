import { useTranslation } from "react-i18next";
import { inChinese } from "../i18n/sentences";

/** What a service said is wrong, in the language of the page where it is known; otherwise as it came, marked as English. */
export function Said({ sentence }: { sentence: string }) {
  const { i18n } = useTranslation();
  if (i18n.language !== "zh") return <>{sentence}</>;
  const chinese = inChinese(sentence);
  return chinese === null ? <span lang="en">{sentence}</span> : <>{chinese}</>;
}
