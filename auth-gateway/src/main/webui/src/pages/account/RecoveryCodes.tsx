import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton";
import { Modal } from "../../components/Modal";

/** The codes that stand in for the phone, each once; shown only now. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation("account");
  const text = codes.join("\n");

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    link.download = "jit-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <Modal
      open
      title={t("recovery")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("common:secretKept")}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t("recoveryOnce")} description={t("recoveryText")} />
        <ul className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="row">
          <CopyButton value={text} what={t("recovery")} labelled />
          <Button size="small" onClick={download}>
            {t("download")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
