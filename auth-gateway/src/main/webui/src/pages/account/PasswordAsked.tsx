import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "../../api/problem";
import { ErrorState } from "../../components/ErrorState";
import { Modal } from "../../components/Modal";

interface Props {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  onPassword: (password: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the password again before something that protects the account is changed. */
export function PasswordAsked({ title, text, action, danger = false, onPassword, onClose }: Props) {
  const { t } = useTranslation("account");
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);

  async function submit({ password }: { password: string }) {
    setWorking(true);
    setProblem(null);
    try {
      await onPassword(password);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setWorking(false);
    }
  }

  const wrong = problem?.id === "credentials-rejected" || problem?.of("password") != null;
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <Form layout="vertical" requiredMark={false} onFinish={(values: { password: string }) => void submit(values)}>
        <p>{text}</p>
        <Form.Item
          label={t("passwordNow")}
          name="password"
          rules={[{ required: true, message: t("passwordMissing") }]}
          {...(wrong ? { help: t("passwordWrong"), validateStatus: "error" as const } : {})}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {problem && !wrong && (
          <Form.Item>
            <ErrorState error={problem} />
          </Form.Item>
        )}
        <div className="row row-end">
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="primary" danger={danger} htmlType="submit" loading={working}>
            {action}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
