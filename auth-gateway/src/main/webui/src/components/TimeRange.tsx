import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useCalendarLanguage } from "./useCalendarLanguage";

export interface TimeRangeProps {
  from: string | undefined;
  to: string | undefined;
  onChange: (range: { from: string | null; to: string | null }) => void;
}

/** From when and until when; both ISO 8601, either may be left open. `focused`: somebody has just asked for it. */
export default function TimeRange({ from, to, onChange, focused }: TimeRangeProps & { focused: boolean }) {
  const { t } = useTranslation();
  useCalendarLanguage();
  const pick = (label: string, value: string | undefined, change: (at: string | null) => void, focus = false) => (
    <label>
      {label}
      <DatePicker autoFocus={focus} showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" value={value ? dayjs(value) : null} onChange={(at) => change(at ? at.toISOString() : null)} />
    </label>
  );
  return (
    <div className="filter-range">
      {pick(t("from"), from, (at) => onChange({ from: at, to: to ?? null }), focused)}
      {pick(t("to"), to, (at) => onChange({ from: from ?? null, to: at }))}
    </div>
  );
}
