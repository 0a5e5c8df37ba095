import { App, Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventDelivery, OrganizationPatch } from "../../../api/organizationSettings";
import { asProblem } from "../../../api/problem";
import type { Organization } from "../../../api/types";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { ErrorState } from "../../../components/ErrorState";
import { useChangeOrganization } from "./useChangeOrganization";
import { belongsToOtherCompany, type CredentialValues, patchOf } from "./credentials";

/** The Feishu app of an organization. Secrets can be replaced, never read; new ones are tried at Feishu before they are kept. */
export function CredentialsForm({ organization, mayChange }: { organization: Organization; mayChange: boolean }) {
  const { t } = useTranslation("organization");
  const { message } = App.useApp();
  const change = useChangeOrganization(organization.organization_id);
  const [otherCompany, setOtherCompany] = useState<OrganizationPatch | null>(null);
  const [form] = Form.useForm<CredentialValues>();

  async function save(patch: OrganizationPatch) {
    if (Object.keys(patch).length === 0) {
      message.info(t("credentials.nothing"));
      return;
    }
    try {
      await change.mutateAsync(patch);
      message.success(t("credentials.saved"));
    } catch (error) {
      const problem = asProblem(error);
      if (belongsToOtherCompany(problem) && !patch.confirm_tenant_change) {
        change.reset();
        setOtherCompany({ ...patch, confirm_tenant_change: true });
      }
    }
  }

  const secret = (set: boolean) => (set ? t("credentials.kept") : t("credentials.notSet"));
  const problem = change.isError ? asProblem(change.error) : null;
  const refused = (field: string) => {
    const wrong = problem?.of(field) ?? (problem?.id === "credentials-invalid" && field === "feishu_app_secret" ? " " : null);
    return wrong === null ? {} : ({ validateStatus: "error", help: wrong.trim() || undefined } as const);
  };

  return (
    <>
      <Form<CredentialValues>
        form={form}
        layout="vertical"
        className="form-narrow"
        disabled={!mayChange}
        autoComplete="off"
        initialValues={{
          title: organization.title,
          feishu_app_id: organization.feishu_app_id,
          event_delivery: organization.event_delivery,
        }}
        onFinish={(values) => void save(patchOf(values, organization))}
      >
        <Form.Item name="title" label={t("credentials.name")} rules={[{ required: true, max: 200 }]} {...refused("title")}>
          <Input />
        </Form.Item>
        <Form.Item
          name="feishu_app_id"
          label="App ID"
          rules={[{ required: true }]}
          {...refused("feishu_app_id")}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="feishu_app_secret"
          label="App Secret"
          extra={secret(organization.feishu_app_secret_set)}
          {...refused("feishu_app_secret")}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="encrypt_key"
          label="Encrypt Key"
          extra={secret(organization.encrypt_key_set)}
          {...refused("encrypt_key")}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="verification_token"
          label="Verification Token"
          extra={secret(organization.verification_token_set)}
          {...refused("verification_token")}
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
        {mayChange && (
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t("credentials.save")}
          </Button>
        )}
      </Form>
      {change.isError && <ErrorState error={change.error} />}
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
