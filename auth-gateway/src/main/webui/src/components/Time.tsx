import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { absoluteTime, timeAgo } from "./times";

/** How long ago or how soon; the full time on hover and for screen readers. */
export function TimeAgo({ at, otherwise = "–" }: { at: string | null | undefined; otherwise?: string }) {
  const { i18n } = useTranslation();
  if (!at) return <>{otherwise}</>;
  const full = absoluteTime(at, i18n.language);
  return (
    <Tooltip title={full}>
      <time dateTime={at} aria-label={full}>
        {timeAgo(at, i18n.language)}
      </time>
    </Tooltip>
  );
}

/** The full time, in the browser's time zone. */
export function AbsoluteTime({ at, otherwise = "–" }: { at: string | null | undefined; otherwise?: string }) {
  const { i18n } = useTranslation();
  return at ? <time dateTime={at}>{absoluteTime(at, i18n.language)}</time> : <>{otherwise}</>;
}
