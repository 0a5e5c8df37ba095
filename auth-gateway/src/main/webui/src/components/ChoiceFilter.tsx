import { Select } from "antd";
import { useTranslation } from "react-i18next";

interface Props<V extends string> {
  label: string;
  value: V | undefined;
  onChange: (value: V | null) => void;
  choices: { value: V; label: string }[];
}

/** A filter with a few values, and all of them. */
export function ChoiceFilter<V extends string>({ label, value, onChange, choices }: Props<V>) {
  const { t } = useTranslation();
  return (
    <label>
      {label}
      <Select<string>
        aria-label={label}
        value={value ?? ""}
        onChange={(chosen) => onChange(chosen === "" ? null : (chosen as V))}
        options={[{ value: "", label: t("all") }, ...choices]}
        style={{ minWidth: 160 }}
      />
    </label>
  );
}
