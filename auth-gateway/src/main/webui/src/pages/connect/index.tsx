import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOrganizations } from "../../api/organizations";
import { Answered } from "../../components/Answered";
import { PageHeader } from "../../components/PageHeader";
import { useSession } from "../../session/session";
import { useApplication } from "../../shell/application";
import { Wizard } from "./Wizard";

const NEW = "new";

/** The guide, from nothing to the first sign-in, for one Feishu organization of the application. */
export default function ConnectPage() {
  const { t } = useTranslation("connect");
  const application = useApplication();
  const { session } = useSession();
  const query = useOrganizations({ orgId: application.org_id, appId: application.app_id });
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Answered query={query}>
      {(organizations) => {
        const organization = chosen === NEW ? undefined : (organizations.find((one) => one.organization_id === chosen) ?? organizations[0]);
        return (
          <>
            <PageHeader
              level={2}
              title={t(organization?.platform === "lark" ? "titleLark" : "title")}
              description={t("description")}
              actions={
                organizations.length > 0 && (
                  <>
                    {(organizations.length > 1 || chosen === NEW) && (
                      <Select
                        aria-label={t("organization")}
                        className="organization-select"
                        value={organization?.organization_id ?? NEW}
                        onChange={setChosen}
                        options={[
                          ...organizations.map((one) => ({ value: one.organization_id, label: one.tenant_name ?? one.title })),
                          ...(chosen === NEW ? [{ value: NEW, label: t("newOrganization") }] : []),
                        ]}
                      />
                    )}
                    {chosen !== NEW && session.kind === "platform" && <Button onClick={() => setChosen(NEW)}>{t("connectAnother")}</Button>}
                  </>
                )
              }
            />
            <Wizard
              key={organization?.organization_id ?? NEW}
              application={application}
              organization={organization}
              onCreated={(created) => setChosen(created.organization_id)}
            />
          </>
        );
      }}
    </Answered>
  );
}
