import { useTranslation } from "react-i18next";
import type { Organization } from "../../../api/types";
import { CredentialsForm } from "./CredentialsForm";
import { EndOrganization } from "./EndOrganization";
import { EventDeliveryState } from "./EventDeliveryState";
import { ScheduleForm } from "./ScheduleForm";

/** What can be set of an organization; whoever may not change it reads it. */
export default function SettingsTab({ organization, mayChange }: { organization: Organization; mayChange: boolean }) {
  const { t } = useTranslation("organization");
  return (
    <div className="stack">
      <section className="card stack" aria-labelledby="schedule-title">
        <h3 id="schedule-title">{t("schedule.title")}</h3>
        <ScheduleForm key={organization.schedule} organization={organization} mayChange={mayChange} />
      </section>
      <section className="card stack" aria-labelledby="delivery-title">
        <h3 id="delivery-title">{t("delivery.title")}</h3>
        <EventDeliveryState organization={organization.organization_id} />
      </section>
      <section className="card stack" aria-labelledby="credentials-title">
        <h3 id="credentials-title">{t("credentials.title")}</h3>
        <CredentialsForm key={organization.revision} organization={organization} mayChange={mayChange} />
      </section>
      {mayChange && (
        <section className="card stack" aria-labelledby="end-title">
          <h3 id="end-title">{t("end.title")}</h3>
          <EndOrganization organization={organization} />
        </section>
      )}
    </div>
  );
}
