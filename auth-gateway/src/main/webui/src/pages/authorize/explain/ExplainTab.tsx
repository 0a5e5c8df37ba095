import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationAddress } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { MemberAccess } from "../../organization/member/MemberAccess";
import { type Chosen, PeoplePicker } from "../people/PeoplePicker";
import { MoveDepartment } from "./MoveDepartment";

interface Props {
  application: ApplicationAddress;
  organizations: readonly Organization[];
}

/** Why somebody may enter or not, and what a department's move in Feishu would do. Nothing here changes anything. */
export default function ExplainTab({ application, organizations }: Props) {
  const { t } = useTranslation("authorize");
  const [organization, setOrganization] = useState(organizations[0]?.organization_id ?? "");
  const [who, setWho] = useState<Chosen | null>(null);
  return (
    <div className="stack">
      {organizations.length > 1 && (
        <Select
          aria-label={t("filter.organization")}
          value={organization}
          onChange={(id) => {
            setOrganization(id);
            setWho(null);
          }}
          options={organizations.map((one) => ({ value: one.organization_id, label: one.title }))}
          style={{ maxWidth: 320 }}
        />
      )}
      <section className="card stack" aria-labelledby="explain-title">
        <div>
          <h3 id="explain-title">{t("explain.title")}</h3>
          <p className="quiet" style={{ margin: "4px 0 0" }}>
            {t("explain.text")}
          </p>
        </div>
        <div style={{ maxWidth: 420 }}>
          <PeoplePicker
            key={organization}
            single
            organization={organization}
            label={t("explain.who")}
            value={who ? [who] : []}
            onChange={(people) => setWho(people[0] ?? null)}
          />
        </div>
        {who && <MemberAccess application={application} member={who.id} />}
      </section>
      <MoveDepartment key={organization} application={application} organization={organization} />
    </div>
  );
}
