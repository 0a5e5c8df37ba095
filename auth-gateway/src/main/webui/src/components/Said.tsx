import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchSentences, inChinese } from "../i18n/chinese";

/** What a service said is wrong, in the language of the page where it is known; otherwise as it came, marked as English. */
export function Said({ sentence }: { sentence: string }) {
  const { i18n } = useTranslation();
  const zh = i18n.language === "zh";
  const [, setFetched] = useState(false);
  useEffect(() => {
    if (zh) void fetchSentences().then(() => setFetched(true));
  }, [zh]);
  if (!zh) return <>{sentence}</>;
  const chinese = inChinese(sentence);
  return chinese === null ? <span lang="en">{sentence}</span> : <>{chinese}</>;
}
