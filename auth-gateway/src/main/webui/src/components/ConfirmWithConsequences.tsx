import { Alert, Button, Input } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "./ErrorState";
import { Modal } from "./Modal";

interface Props {
  open: boolean;
  title: string;
  /** What will happen, a sentence each; those that cannot be known beforehand are not guessed. */
  consequences: ReactNode[];
  /** The word on the button that does it, such as "Delete". */
  action: string;
  /** What must be typed first, where it cannot be undone. */
  typeToConfirm?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** Not destructive: the button is not red. */
  harmless?: boolean;
  children?: ReactNode;
}

/** Asks before something that cannot be taken back, and says what it will do. A failure is shown here and loses nothing. */
export function ConfirmWithConsequences(props: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useId();
  const ready = props.typeToConfirm === undefined || typed === props.typeToConfirm;

  function close() {
    setTyped("");
    setError(null);
    props.onClose();
  }

  async function confirm() {
    setWorking(true);
    setError(null);
    try {
      await props.onConfirm();
      close();
    } catch (reason) {
      setError(reason);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Modal
      open={props.open}
      title={props.title}
      onCancel={close}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={close}>
          {t("cancel")}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={!props.harmless}
          disabled={!ready}
          loading={working}
          onClick={() => void confirm()}
        >
          {props.action}
        </Button>,
      ]}
    >
      <div className="stack">
        {props.consequences.length > 0 && (
          <Alert
            type={props.harmless ? "info" : "warning"}
            title={t("whatHappens")}
            description={
              <ul className="plain-list">
                {props.consequences.map((consequence, index) => (
                  <li key={index}>{consequence}</li>
                ))}
              </ul>
            }
          />
        )}
        {props.children}
        {props.typeToConfirm !== undefined && (
          <div>
            <label htmlFor={field}>{t("typeToConfirm", { text: props.typeToConfirm })}</label>
            <Input id={field} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </div>
        )}
        {error !== null && <ErrorState error={error} />}
      </div>
    </Modal>
  );
}
