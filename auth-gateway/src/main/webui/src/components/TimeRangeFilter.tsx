import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimeRangeProps } from "./TimeRange";

// Choosing times takes a large calendar, which most visits do without.
const TimeRange = lazy(() => import("./TimeRange"));

/** A filter by time: any time, until somebody wants to choose one. */
export function TimeRangeFilter(props: TimeRangeProps) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const any = (
    <span className="filter-time">
      <span aria-hidden>{t("time")}</span>
      <Button loading={choosing} aria-label={t("timeOf", { range: t("anyTime") })} onClick={() => setChoosing(true)}>
        {t("anyTime")}
      </Button>
    </span>
  );
  if (!choosing && props.from === undefined && props.to === undefined) return any;
  return (
    <Suspense fallback={any}>
      <TimeRange {...props} focused={choosing} />
    </Suspense>
  );
}
