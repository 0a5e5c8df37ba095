import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { culprit } from "../../api/credentials";
import { asProblem, type ProblemError } from "../../api/problem";
import { useReplaceSecret } from "../../api/setup";
import type { Organization } from "../../api/types";
import { FormProblem } from "../../components/FormProblem";
import { clearFields, showAtField, showAtFields } from "../../components/fieldErrors";

/** A new App Secret, tried at Feishu before it takes the place of the old one. */
export function SecretForm({ organization, onReplaced }: { organization: Organization; onReplaced: () => void }) {
  const { t } = useTranslation("connect");
  const { message } = App.useApp();
  const [form] = Form.useForm<{ feishu_app_secret: string }>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const replace = useReplaceSecret(organization.organization_id);

  async function submit({ feishu_app_secret: secret }: { feishu_app_secret: string }) {
    setProblem(null);
    clearFields(form);
    try {
      await replace.mutateAsync(secret.trim());
      message.success(t("secretReplaced"));
      onReplaced();
    } catch (error) {
      const refused = asProblem(error);
      if (culprit(refused) === "feishu_app_secret") {
        showAtField(form, "feishu_app_secret", t("secretWrong"));
        setProblem(refused.withoutDetail());
      } else {
        setProblem(showAtFields(form, refused));
      }
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
      <Form.Item label={t("newSecretOf", { id: organization.feishu_app_id })} name="feishu_app_secret" rules={[{ required: true, whitespace: true, message: t("secretMissing") }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <FormProblem problem={problem} />
      <Button type="primary" htmlType="submit" loading={replace.isPending}>
        {t("tryAndKeep")}
      </Button>
    </Form>
  );
}
