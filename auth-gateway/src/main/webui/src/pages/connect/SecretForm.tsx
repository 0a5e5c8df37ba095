import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "../../api/problem";
import { useReplaceSecret } from "../../api/setup";
import type { Organization } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";
import { culprit } from "./credentials";

/** A new App Secret, tried at Feishu before it takes the place of the old one. */
export function SecretForm({ organization, onReplaced }: { organization: Organization; onReplaced: () => void }) {
  const { t } = useTranslation("connect");
  const { message } = App.useApp();
  const [form] = Form.useForm<{ secret: string }>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const replace = useReplaceSecret(organization.organization_id);

  async function submit({ secret }: { secret: string }) {
    setProblem(null);
    try {
      await replace.mutateAsync(secret.trim());
      message.success(t("secretReplaced"));
      onReplaced();
    } catch (error) {
      const refused = asProblem(error);
      if (culprit(refused) === "feishu_app_secret") form.setFields([{ name: "secret", errors: [t("secretWrong")] }]);
      else setProblem(refused);
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
      <Form.Item label={t("newSecretOf", { id: organization.feishu_app_id })} name="secret" rules={[{ required: true, whitespace: true, message: t("secretMissing") }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      {problem && (
        <Form.Item>
          <ErrorState error={problem} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={replace.isPending}>
        {t("tryAndKeep")}
      </Button>
    </Form>
  );
}
