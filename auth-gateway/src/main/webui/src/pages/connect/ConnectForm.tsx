import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { culprit } from "../../api/credentials";
import { asProblem, type ProblemError } from "../../api/problem";
import { useCreateOrganization, type NewOrganization } from "../../api/setup";
import type { Application, Organization } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";
import { FormProblem } from "../../components/FormProblem";
import { clearFields, showAtField, showAtFields } from "../../components/fieldErrors";
import type { Platform } from "./steps";

type Values = Omit<NewOrganization, "org_id" | "app_id" | "platform">;

/** What of the form was filled in. */
export type Draft = Partial<Values>;

interface Props {
  application: Application;
  platform: Platform;
  /** What was typed before, as long as the guide is open. */
  draft: Draft;
  onDraft: (changed: Draft) => void;
  onCreated: (created: Organization) => void;
}

/** Creating the organization is the trial of its credentials: Feishu is asked before anything is kept. */
export function ConnectForm({ application, platform, draft, onDraft, onCreated }: Props) {
  const { t } = useTranslation("connect");
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const create = useCreateOrganization();
  const delivery = Form.useWatch("event_delivery", form);

  async function submit(values: Values) {
    setProblem(null);
    clearFields(form);
    try {
      onCreated(
        await create.mutateAsync({
          ...values,
          feishu_app_id: values.feishu_app_id.trim(),
          feishu_app_secret: values.feishu_app_secret.trim(),
          org_id: application.org_id,
          app_id: application.app_id,
          platform,
        }),
      );
    } catch (error) {
      const refused = asProblem(error);
      const about = culprit(refused);
      if (about === null || about === "app") {
        setProblem(showAtFields(form, refused));
      } else {
        const unknown = t(platform === "lark" ? "appIdUnknownLark" : "appIdUnknown");
        showAtField(form, about, about === "feishu_app_id" ? unknown : t("secretWrong"));
        setProblem(refused.withoutDetail());
      }
    }
  }

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ title: t(platform), event_delivery: "none", ...draft }}
      onValuesChange={onDraft}
      onFinish={(values) => void submit(values)}
    >
      <Form.Item label="App ID" name="feishu_app_id" extra={t("appIdHelp")} rules={[{ required: true, pattern: /^\s*cli_[A-Za-z0-9_-]{1,60}\s*$/, message: t("appIdShape") }]}>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="cli_a1b2c3d4e5f6g7h8" />
      </Form.Item>
      <Form.Item label="App Secret" name="feishu_app_secret" rules={[{ required: true, whitespace: true, message: t("secretMissing") }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Form.Item label={t("organizationTitle")} name="title" extra={t("organizationTitleHelp")} rules={[{ required: true, whitespace: true, max: 200, message: t("organizationTitleMissing") }]}>
        <Input />
      </Form.Item>
      <Form.Item label={t("delivery")} name="event_delivery" extra={t("deliveryHelp")}>
        <Radio.Group
          className="radio-column"
          options={(["none", "long_connection", "webhook"] as const).map((value) => ({ value, label: t(`deliveryOf.${value}`) }))}
        />
      </Form.Item>
      {delivery === "webhook" && (
        <div className="fields">
          <Form.Item label="Encrypt Key" name="encrypt_key" extra={t("encryptKeyHelp")} rules={[{ required: true, whitespace: true, message: t("encryptKeyMissing") }]}>
            <Input.Password autoComplete="off" />
          </Form.Item>
          <Form.Item label="Verification Token" name="verification_token">
            <Input.Password autoComplete="off" />
          </Form.Item>
        </div>
      )}
      <FormProblem problem={problem}>
        {problem && culprit(problem) === "app" && (
          <ErrorState error={problem} title={t("appNotInUse")} text={t("appNotInUseText")} />
        )}
      </FormProblem>
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t("connect")}
      </Button>
    </Form>
  );
}
