import CheckOutlined from "@ant-design/icons/CheckOutlined";
import CopyOutlined from "@ant-design/icons/CopyOutlined";
import { App, Button, Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  value: string;
  /** What is copied, in words, for those who do not see which value the button stands beside. */
  what: string;
  /** Shows the word beside the icon. */
  labelled?: boolean;
}

/** Puts a value on the clipboard and says that it did. */
export function CopyButton({ value, what, labelled = false }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      message.warning(t("copyFailed"));
    }
  }

  const icon = copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />;
  return (
    <Tooltip title={copied ? t("copied") : t("copyWhat", { what })}>
      <Button
        size="small"
        type={labelled ? "default" : "text"}
        icon={icon}
        onClick={() => void copy()}
        aria-label={copied ? t("copied") : t("copyWhat", { what })}
      >
        {labelled && (copied ? t("copied") : t("copy"))}
      </Button>
    </Tooltip>
  );
}
