import { App, Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeApplication, type ApplicationSettings } from "../../api/applications";
import { asProblem, type ProblemError } from "../../api/problem";
import { CopyButton } from "../../components/CopyButton";
import { FormProblem } from "../../components/FormProblem";
import { PageHeader } from "../../components/PageHeader";
import { clearFields, showAtFields } from "../../components/fieldErrors";
import { useSession } from "../../session/session";
import { useApplication } from "../../shell/application";
import { ApplicationFields } from "./ApplicationFields";
import { RemoveApplication } from "./RemoveApplication";
import { asSettings } from "./settings";

/** How one application is reached, and how long people stay signed in to it. */
export default function ApplicationPage() {
  const { t } = useTranslation("application");
  const application = useApplication();
  const { session, may } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<ApplicationSettings>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const id = { orgId: application.org_id, appId: application.app_id };
  const change = useChangeApplication(id);

  async function save(values: ApplicationSettings) {
    setProblem(null);
    clearFields(form);
    try {
      await change.mutateAsync(asSettings(values));
      message.success(t("saved"));
    } catch (error) {
      const refused = asProblem(error);
      setProblem(showAtFields(form, refused));
    }
  }

  return (
    <div className="narrow stack">
      <PageHeader title={t("title")} level={2} />
      <section className="card" aria-labelledby="addresses">
        <h3 id="addresses" className="card-heading">
          {t("addresses")}
        </h3>
        <p className="quiet">{t("addressesHelp")}</p>
        <ul className="plain-stack">
          {application.entry_origins.map((origin) => {
            const address = `${origin}/${application.org_id}/${application.app_id}/login`;
            return (
              <li key={origin} className="value-to-copy">
                <code>{address}</code>
                <CopyButton value={address} what={t("loginAddress")} />
              </li>
            );
          })}
        </ul>
      </section>
      <section className="card" aria-label={t("title")}>
        <Form form={form} layout="vertical" requiredMark={false} disabled={!may("applications:write")} initialValues={application} onFinish={(values) => void save(values)}>
          <ApplicationFields addresses={session.kind === "platform"} />
          <FormProblem problem={problem} />
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t("common:save")}
          </Button>
        </Form>
      </section>
      <RemoveApplication application={application} />
    </div>
  );
}
