import { useTranslation } from "react-i18next";
import { useHealth } from "../../api/health";
import { useOrganizations } from "../../api/organizations";
import { Answered } from "../../components/Answered";
import { EmptyState } from "../../components/EmptyState";
import { LineChart } from "../../components/LineChart";
import { PageHeader } from "../../components/PageHeader";
import { PlatformOnly } from "../../session/PlatformOnly";
import { Checklists } from "./Checklists";
import { measure } from "./measure";
import { Services } from "./Services";

/** What is wrong, at a glance: the services, how far things lag, and every organization's checklist. */
export default function HealthPage() {
  return (
    <PlatformOnly>
      <Health />
    </PlatformOnly>
  );
}

function Health() {
  const { t, i18n } = useTranslation("health");
  const health = useHealth();
  const organizations = useOrganizations();
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="stack">
        <Answered query={health}>
          {({ services, series }) => (
            <>
              <section aria-labelledby="services" className="stack">
                <h2 id="services">{t("services")}</h2>
                <Services services={services} />
              </section>
              <section aria-labelledby="series" className="stack">
                <h2 id="series">{t("lastHour")}</h2>
                <div className="charts">
                  {series.map(({ name, unit, points }) => (
                    <LineChart key={name} title={t(`series.${name}.title`)} explanation={t(`series.${name}.text`)} points={points} format={(value) => measure(value, unit, i18n.language)} />
                  ))}
                </div>
              </section>
            </>
          )}
        </Answered>
        <section aria-labelledby="checklists" className="stack">
          <h2 id="checklists">{t("checklists")}</h2>
          <Answered query={organizations}>
            {(list) => (list.length === 0 ? <EmptyState text={t("noOrganizations")} /> : <Checklists organizations={list} />)}
          </Answered>
        </section>
      </div>
    </>
  );
}
