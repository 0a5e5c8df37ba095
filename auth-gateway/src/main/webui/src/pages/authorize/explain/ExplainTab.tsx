import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { directoryApi } from "../../../api/directory";
import type { ApplicationAddress } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { ErrorState } from "../../../components/ErrorState";
import { useFilter } from "../../../components/useFilter";
import { directoryKeys } from "../../organization/directory/keys";
import { MemberAccess } from "../../organization/member/MemberAccess";
import { PeoplePicker } from "../people/PeoplePicker";
import { MoveDepartment } from "./MoveDepartment";

interface Props {
  application: ApplicationAddress;
  organizations: readonly Organization[];
}

const CHOSEN = ["organization", "member"] as const;

/**
 * Why somebody may enter or not, and what a department's move in Feishu would do. Nothing here changes anything. Who is looked at is in the address, so
 * that the explanation can be sent to somebody.
 */
export default function ExplainTab({ application, organizations }: Props) {
  const { t } = useTranslation("authorize");
  const { filter, change } = useFilter(CHOSEN);
  const known = organizations.find((one) => one.organization_id === filter.organization) ?? organizations[0];
  const organization = known?.organization_id ?? "";
  const member = filter.member ?? null;
  const person = useQuery({
    queryKey: directoryKeys.member(organization, member ?? ""),
    queryFn: () => directoryApi.member(organization, member ?? ""),
    enabled: member !== null,
  });
  return (
    <div className="stack">
      {organizations.length > 1 && (
        <Select
          aria-label={t("filter.organization")}
          value={organization}
          onChange={(id) => change({ organization: id, member: null })}
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
            value={member === null ? [] : [{ id: member, name: person.data?.name ?? member }]}
            onChange={(people) => change({ organization, member: people[0]?.id ?? null })}
          />
        </div>
        {member !== null && person.isError && <ErrorState error={person.error} onRetry={() => void person.refetch()} />}
        {member !== null && !person.isError && <MemberAccess application={application} member={member} />}
      </section>
      <MoveDepartment key={organization} application={application} organization={organization} />
    </div>
  );
}
