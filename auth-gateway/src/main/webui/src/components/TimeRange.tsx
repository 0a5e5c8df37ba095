import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, type ComponentRef } from "react";
import { useTranslation } from "react-i18next";
import { useCalendarLanguage } from "./useCalendarLanguage";

export interface TimeRangeProps {
  from: string | undefined;
  to: string | undefined;
  onChange: (range: { from: string | null; to: string | null }) => void;
}

type Picker = ComponentRef<typeof DatePicker>;

/** From when and until when; both ISO 8601, either may be left open. `focused`: somebody has just asked for it. */
export default function TimeRange({ from, to, onChange, focused }: TimeRangeProps & { focused: boolean }) {
  const { t } = useTranslation();
  useCalendarLanguage();
  const first = useRef<Picker>(null);
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);
  const pick = (label: string, value: string | undefined, change: (at: string | null) => void, ref?: typeof first) => (
    <label>
      {label}
      <DatePicker ref={ref} showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" value={value ? dayjs(value) : null} onChange={(at) => change(at ? at.toISOString() : null)} />
    </label>
  );
  return (
    <div className="filter-range">
      {pick(t("from"), from, (at) => onChange({ from: at, to: to ?? null }), first)}
      {pick(t("to"), to, (at) => onChange({ from: from ?? null, to: at }))}
    </div>
  );
}
