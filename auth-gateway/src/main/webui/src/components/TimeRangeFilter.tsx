import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";

interface Props {
  from: string | undefined;
  to: string | undefined;
  onChange: (range: { from: string | null; to: string | null }) => void;
}

/** From when and until when; both ISO 8601, either may be left open. */
export function TimeRangeFilter({ from, to, onChange }: Props) {
  const { t } = useTranslation();
  const pick = (label: string, value: string | undefined, change: (at: string | null) => void) => (
    <label>
      {label}
      <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" value={value ? dayjs(value) : null} onChange={(at) => change(at ? at.toISOString() : null)} />
    </label>
  );
  return (
    <div className="filter-range">
      {pick(t("from"), from, (at) => onChange({ from: at, to: to ?? null }))}
      {pick(t("to"), to, (at) => onChange({ from: from ?? null, to: at }))}
    </div>
  );
}
