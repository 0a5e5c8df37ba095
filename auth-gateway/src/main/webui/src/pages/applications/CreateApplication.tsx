import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCreateApplication, type ApplicationSettings } from "../../api/applications";
import { asProblem, type ProblemError } from "../../api/problem";
import { Drawer } from "../../components/Drawer";
import { FormProblem } from "../../components/FormProblem";
import { clearFields, showAtField, showAtFields } from "../../components/fieldErrors";
import { ApplicationFields } from "../application/ApplicationFields";
import { asSettings, USUAL_LIFE } from "../application/settings";

type Values = ApplicationSettings & { org_id: string; app_id: string };

const SEGMENT = /^[A-Za-z0-9_-]{1,64}$/;

/** Registers an application, and goes on to connect it with Feishu. */
export function CreateApplication({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("applications");
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const create = useCreateApplication();
  const navigate = useNavigate();

  async function submit(values: Values) {
    setProblem(null);
    clearFields(form);
    try {
      const created = await create.mutateAsync({ ...asSettings(values), org_id: values.org_id, app_id: values.app_id });
      onClose();
      await navigate(`/applications/${created.org_id}/${created.app_id}/connect`);
    } catch (error) {
      const refused = asProblem(error);
      if (refused.id === "conflict") showAtField(form, "app_id", t("taken"));
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
          <Button type="primary" onClick={() => form.submit()} loading={create.isPending}>
            {t("createAndConnect")}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ block: "center", focus: true }}
        initialValues={{ entry_origins: [window.location.origin], login_mode: "redirect", session: USUAL_LIFE, login_methods: [] }}
        onFinish={(values) => void submit(values)}
      >
        <div className="fields">
          <Form.Item label={t("orgId")} name="org_id" extra={t("orgIdHelp")} rules={[{ required: true, pattern: SEGMENT, message: t("segment") }]}>
            <Input autoCapitalize="none" spellCheck={false} placeholder="whwy" />
          </Form.Item>
          <Form.Item label={t("appId")} name="app_id" extra={t("appIdHelp")} rules={[{ required: true, pattern: SEGMENT, message: t("segment") }]}>
            <Input autoCapitalize="none" spellCheck={false} placeholder="app1769584429813" />
          </Form.Item>
        </div>
        <ApplicationFields addresses />
        <FormProblem problem={problem} />
        {/* Enter in a field submits, as in any form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}
