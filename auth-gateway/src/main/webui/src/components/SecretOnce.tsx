import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "./CopyButton";
import { Modal } from "./Modal";

interface Props {
  title: string;
  /** Name and value of each thing shown; nothing: the window is closed. */
  values: { name: string; value: string }[] | null;
  children?: ReactNode;
  onClose: () => void;
}

/** Shows a secret that nobody will see again; it is not closed by a slip. */
export function SecretOnce({ title, values, children, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={values !== null}
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t("secretKept")}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t("shownOnce")} />
        {(values ?? []).map(({ name, value }) => (
          <div key={name}>
            <div className="quiet">{name}</div>
            <div className="value-to-copy">
              <code>{value}</code>
              <CopyButton value={value} what={name} labelled />
            </div>
          </div>
        ))}
        {children}
      </div>
    </Modal>
  );
}
