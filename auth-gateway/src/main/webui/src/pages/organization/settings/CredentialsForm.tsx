import { App, Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventDelivery, OrganizationPatch } from "../../../api/organizationSettings";
import { culprit } from "../../../api/credentials";
import { asProblem, type ProblemError } from "../../../api/problem";
import type { Organization } from "../../../api/types";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { FormProblem } from "../../../components/FormProblem";
import { clearFields, showAtField, showAtFields } from "../../../components/fieldErrors";
import { useChangeOrganization } from "./useChangeOrganization";
import { belongsToOtherCompany, type CredentialValues, patchOf } from "./credentials";

/** The Feishu app of an organization. Secrets can be replaced, never read; new ones are tried at Feishu before they are kept. */
export function CredentialsForm({ organization, mayChange }: { organization: Organization; mayChange: boolean }) {
  const { t } = useTranslation("organization");
  const { message } = App.useApp();
  const change = useChangeOrganization(organization.organization_id);
  const [otherCompany, setOtherCompany] = useState<OrganizationPatch | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [form] = Form.useForm<CredentialValues>();

  async function save(patch: OrganizationPatch) {
    setProblem(null);
    clearFields(form);
    if (Object.keys(patch).length === 0) {
      message.info(t("credentials.nothing"));
      return;
    }
    try {
      await change.mutateAsync(patch);
      message.success(t("credentials.saved"));
    } catch (error) {
      const refused = asProblem(error);
      if (belongsToOtherCompany(refused)) setOtherCompany({ ...patch, confirm_tenant_change: true });
      else show(refused);
    }
  }

  function show(refused: ProblemError) {
    const about = culprit(refused);
    if (about === null || about === "app") {
      setProblem(showAtFields(form, refused));
    } else {
      const unknown = t(organization.platform === "lark" ? "credentials.appIdUnknownLark" : "credentials.appIdUnknown");
      showAtField(form, about, about === "feishu_app_id" ? unknown : t("credentials.secretWrong"));
      setProblem(refused.withoutDetail());
    }
  }

  const secret = (set: boolean) => (set ? t("credentials.kept") : t("credentials.notSet"));

  return (
    <>
      <Form<CredentialValues>
        form={form}
        layout="vertical"
        className="form-narrow"
        requiredMark={false}
        scrollToFirstError={{ block: "center", focus: true }}
        disabled={!mayChange}
        autoComplete="off"
        initialValues={{
          title: organization.title,
          feishu_app_id: organization.feishu_app_id,
          event_delivery: organization.event_delivery,
        }}
        onFinish={(values) => void save(patchOf(values, organization))}
      >
        <Form.Item name="title" label={t("credentials.name")} rules={[{ required: true, whitespace: true, max: 200, message: t("credentials.nameMissing") }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="feishu_app_id"
          label="App ID"
          rules={[{ required: true, pattern: /^\s*cli_[A-Za-z0-9_-]{1,60}\s*$/, message: t("credentials.appIdShape") }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="feishu_app_secret"
          label="App Secret"
          extra={secret(organization.feishu_app_secret_set)}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="encrypt_key"
          label="Encrypt Key"
          extra={secret(organization.encrypt_key_set)}
          dependencies={["event_delivery"]}
          rules={[
            ({ getFieldValue }) => ({
              // Without it anybody who finds the request URL could push events.
              required: getFieldValue("event_delivery") === "webhook" && !organization.encrypt_key_set,
              whitespace: true,
              message: t("credentials.encryptKeyMissing"),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="verification_token"
          label="Verification Token"
          extra={secret(organization.verification_token_set)}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="event_delivery" label={t("delivery.way")}>
          <Radio.Group
            options={(["webhook", "long_connection", "none"] as EventDelivery[]).map((way) => ({
              value: way,
              label: t(`delivery.${way}`),
            }))}
          />
        </Form.Item>
        <FormProblem problem={problem} />
        {mayChange && (
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t("credentials.save")}
          </Button>
        )}
      </Form>
      <ConfirmWithConsequences
        open={otherCompany !== null}
        title={t("otherCompany.title")}
        consequences={[t("otherCompany.people"), t("otherCompany.grants"), t("otherCompany.guard")]}
        action={t("otherCompany.confirm")}
        typeToConfirm={organization.title}
        onConfirm={async () => {
          if (otherCompany) await change.mutateAsync(otherCompany);
          message.success(t("credentials.saved"));
        }}
        onClose={() => setOtherCompany(null)}
      >
        <p style={{ margin: 0 }}>{t("otherCompany.text", { company: organization.tenant_name ?? organization.title })}</p>
      </ConfirmWithConsequences>
    </>
  );
}
