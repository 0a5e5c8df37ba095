import { DatePicker, Form } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useCalendarLanguage } from "../../../components/useCalendarLanguage";

interface Props {
  from: string | null;
  until: string | null;
  onChange: (times: { from: string | null; until: string | null }) => void;
  /** Only the end is asked for. */
  onlyUntil?: boolean;
  error?: string;
}

/** From when until when; either may be left open. */
export function PeriodFields({ from, until, onChange, onlyUntil = false, error }: Props) {
  const { t } = useTranslation("authorize");
  useCalendarLanguage();
  const presets = [
    { label: t("period.week"), value: dayjs().add(7, "day").endOf("day") },
    { label: t("period.month"), value: dayjs().add(1, "month").endOf("day") },
    { label: t("period.year"), value: dayjs().endOf("year") },
  ];
  return (
    <div className="period-fields">
      {!onlyUntil && (
        <Form.Item label={t("period.from")} htmlFor="grant-from">
          <DatePicker
            id="grant-from"
            showTime={{ format: "HH:mm" }}
            value={from === null ? null : dayjs(from)}
            onChange={(time) => onChange({ from: time?.startOf("minute").toISOString() ?? null, until })}
            placeholder={t("period.now")}
            style={{ width: "100%" }}
          />
        </Form.Item>
      )}
      <Form.Item
        label={t("period.until")}
        htmlFor="grant-until"
        validateStatus={error ? "error" : undefined}
        help={error}
      >
        <DatePicker
          id="grant-until"
          showTime={{ format: "HH:mm", defaultOpenValue: dayjs().endOf("day") }}
          presets={presets}
          value={until === null ? null : dayjs(until)}
          onChange={(time) => onChange({ from, until: time?.startOf("minute").toISOString() ?? null })}
          placeholder={t("period.forEver")}
          style={{ width: "100%" }}
        />
      </Form.Item>
    </div>
  );
}
