import { Button, Checkbox, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "../../api/problem";
import { useCreateClient, type MadeClient } from "../../api/serviceClients";
import { ApplicationSelect } from "../../components/ApplicationSelect";
import { Drawer } from "../../components/Drawer";
import { FormProblem } from "../../components/FormProblem";
import { clearFields, showAtField, showAtFields } from "../../components/fieldErrors";
import { useSession } from "../../session/session";
import { asRequest, grantable, keySet, lines, type ClientValues } from "./request";

interface Props {
  open: boolean;
  onClose: () => void;
  onCreated: (made: MadeClient) => void;
}

/** A client for a program, or one by which an application's members sign in through OpenID Connect. */
export function CreateClient({ open, onClose, onCreated }: Props) {
  const { t } = useTranslation("clients");
  const { session } = useSession();
  const [form] = Form.useForm<ClientValues>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const create = useCreateClient();
  const kind = Form.useWatch("kind", form) ?? "service";
  const proof = Form.useWatch("proof", form);

  async function submit(values: ClientValues) {
    setProblem(null);
    clearFields(form);
    try {
      const made = await create.mutateAsync(asRequest(values));
      onClose();
      onCreated(made);
    } catch (error) {
      const refused = asProblem(error);
      if (refused.id === "conflict") showAtField(form, "client_id", t("taken"));
      else setProblem(showAtFields(form, refused));
    }
  }

  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t("create")}
      size={560}
      destroyOnHidden
      footer={
        <div className="row row-end">
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()}>
            {t("create")}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: "center", focus: true }}
        initialValues={{ kind: "service", proof: "client_secret_basic", scopes: [] }}
        onValuesChange={(changed: Partial<ClientValues>) => {
          if (changed.kind === "service" && proof === "none") form.setFieldValue("proof", "client_secret_basic");
        }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item label={t("kind")} name="kind">
          <Radio.Group
            className="radio-column"
            options={[
              { value: "service", label: t("kindService") },
              { value: "application", label: t("kindApplication") },
            ]}
          />
        </Form.Item>
        <Form.Item label={t("clientId")} name="client_id" extra={t("clientIdHelp")} rules={[{ pattern: /^\s*[a-z0-9-]{1,63}\s*$/, message: t("clientIdShape") }]}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="reports" />
        </Form.Item>
        {kind === "service" ? (
          <Form.Item label={t("scopes")} name="scopes" rules={[{ required: true, type: "array", min: 1, message: t("scopesMissing") }]}>
            <ChooseScopes offered={grantable(session.scopes)} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="application" className="labelled-inside" rules={[{ required: true, message: t("applicationMissing") }]}>
              <ChooseApplication />
            </Form.Item>
            <Form.Item
              label={t("redirects")}
              name="redirect_uris"
              extra={t("onePerLine")}
              rules={[{ validator: (_, value: string | undefined) => (lines(value).length > 0 ? Promise.resolve() : Promise.reject(new Error(t("redirectsMissing")))) }]}
            >
              <Input.TextArea autoSize={{ minRows: 2 }} spellCheck={false} placeholder="https://campus.example.com/callback" />
            </Form.Item>
            <Form.Item label={t("postLogout")} name="post_logout_redirect_uris" extra={t("onePerLine")}>
              <Input.TextArea autoSize={{ minRows: 1 }} spellCheck={false} />
            </Form.Item>
          </>
        )}
        <Form.Item label={t("method")} name="proof">
          <Radio.Group
            className="radio-column"
            options={(["client_secret_basic", "private_key_jwt", ...(kind === "application" ? (["none"] as const) : [])] as const).map((value) => ({ value, label: t(`methodHelp.${value}`) }))}
          />
        </Form.Item>
        {proof === "private_key_jwt" && (
          <Form.Item
            label={t("jwks")}
            name="jwks"
            extra={t("jwksHelp")}
            rules={[{ validator: (_, value: string | undefined) => (keySet(value) ? Promise.resolve() : Promise.reject(new Error(t("jwksShape")))) }]}
          >
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} spellCheck={false} placeholder='{"keys":[…]}' />
          </Form.Item>
        )}
        <FormProblem problem={problem} />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}

function ScopeName({ scope }: { scope: string }) {
  const { t, i18n } = useTranslation("clients");
  const key = scope.replace(":", "_").replaceAll("-", "_");
  return (
    <>
      <code>{scope}</code> {i18n.exists(`clients:scopeOf.${key}`) && <span className="quiet">{t(`scopeOf.${key}`)}</span>}
    </>
  );
}

/** The scopes as a form's field; a group of boxes cannot itself be required, which the form would have it say. */
function ChooseScopes({ offered, value, onChange }: { offered: string[]; value?: string[]; onChange?: (chosen: string[]) => void }) {
  const { t } = useTranslation("clients");
  return (
    <div role="group" aria-label={t("scopes")}>
      <Checkbox.Group className="radio-column" value={value} onChange={onChange} options={offered.map((scope) => ({ value: scope, label: <ScopeName scope={scope} /> }))} />
    </div>
  );
}

/** The select as a form's field. */
function ChooseApplication({ value, onChange }: { value?: ClientValues["application"]; onChange?: (chosen: ClientValues["application"]) => void }) {
  return <ApplicationSelect value={value ?? null} onChange={(chosen) => onChange?.(chosen)} />;
}
