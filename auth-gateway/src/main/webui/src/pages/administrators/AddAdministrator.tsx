import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAddAdministrator } from "../../api/administrators";
import { asProblem, type ProblemError } from "../../api/problem";
import { ErrorState } from "../../components/ErrorState";
import { Modal } from "../../components/Modal";
import { said } from "../../components/fieldErrors";

interface Props {
  open: boolean;
  onClose: () => void;
  onAdded: (username: string, initialPassword: string) => void;
}

export function AddAdministrator({ open, onClose, onAdded }: Props) {
  const { t } = useTranslation("administrators");
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const add = useAddAdministrator();

  async function submit({ username }: { username: string }) {
    setProblem(null);
    try {
      const added = await add.mutateAsync(username.trim());
      onClose();
      onAdded(added.username, added.initial_password);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  const wrong = problem?.of("username") ?? null;
  const atField = problem?.id === "conflict" ? t("taken") : wrong && said(wrong);
  return (
    <Modal open={open} title={t("add")} onCancel={onClose} footer={null} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(values: { username: string }) => void submit(values)} onValuesChange={() => setProblem(null)}>
        <Form.Item
          label={t("username")}
          name="username"
          extra={t("addHelp")}
          rules={[{ required: true, pattern: /^\s*[a-z0-9][a-z0-9._@-]{0,63}\s*$/, message: t("usernameShape") }]}
          {...(atField ? { help: atField, validateStatus: "error" as const } : {})}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        {problem && !atField && (
          <Form.Item>
            <ErrorState error={problem} />
          </Form.Item>
        )}
        <div className="row row-end">
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {t("add")}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
