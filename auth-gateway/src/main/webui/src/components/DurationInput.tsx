import { InputNumber, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;

/** The largest unit in which a number of seconds is a whole number. */
export function unitOf(seconds: number): Unit {
  if (seconds > 0 && seconds % UNITS.days === 0) return "days";
  return seconds > 0 && seconds % UNITS.hours === 0 ? "hours" : "minutes";
}

interface Props {
  id?: string;
  /** Seconds. */
  value?: number;
  onChange?: (seconds: number | null) => void;
  label: string;
  /** What a form says of its field. */
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
  "aria-required"?: "true";
}

/** A length of time, as a number and its unit. */
export function DurationInput({ id, value, onChange, label, ...described }: Props) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(() => unitOf(value ?? 0));
  return (
    <Space.Compact>
      <InputNumber
        {...described}
        id={id}
        min={1}
        precision={value !== undefined && value % UNITS[unit] !== 0 ? 2 : 0}
        value={value === undefined ? null : value / UNITS[unit]}
        onChange={(count) => onChange?.(count === null ? null : Math.round(count * UNITS[unit]))}
      />
      <Select<Unit>
        aria-label={t("unitOf", { what: label })}
        value={unit}
        style={{ width: 112 }}
        onChange={(next) => {
          if (value !== undefined) onChange?.(Math.round((value / UNITS[unit]) * UNITS[next]));
          setUnit(next);
        }}
        options={(Object.keys(UNITS) as Unit[]).map((key) => ({ value: key, label: t(`unit.${key}`) }))}
      />
    </Space.Compact>
  );
}
