import { Input } from "antd";

interface Props {
  label: string;
  value: string | undefined;
  onChange: (value: string | null) => void;
  placeholder?: string;
}

/** A filter that is typed; it takes effect with Enter, or on leaving the field. */
export function TextFilter({ label, value, onChange, placeholder }: Props) {
  const settle = (text: string) => {
    if (text.trim() !== (value ?? "")) onChange(text.trim() || null);
  };
  return (
    <label>
      {label}
      <Input
        key={value ?? ""}
        defaultValue={value}
        placeholder={placeholder}
        spellCheck={false}
        allowClear
        onPressEnter={(event) => settle(event.currentTarget.value)}
        onBlur={(event) => settle(event.currentTarget.value)}
        onClear={() => onChange(null)}
      />
    </label>
  );
}
