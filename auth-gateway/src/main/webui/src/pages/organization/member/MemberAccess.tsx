import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, permissionsApi } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { language } from "../../../i18n";
import { ExplainedGrants } from "./ExplainedGrants";

/** Whether somebody may enter now, why, and every grant that speaks of them. */
export function MemberAccess({ application, member }: { application: ApplicationAddress; member: string }) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: ["access", application.org_id, application.app_id, member],
    queryFn: () => permissionsApi.explain(application, member),
    staleTime: 0,
  });
  // The directory of permissions follows the organization within moments; until then it does not know a new person.
  if (query.isError && asProblem(query.error).id === "not-found") return <EmptyState text={t("access.unknown")} />;
  return (
    <Answered query={query}>
      {(explanation) => (
        <div className="stack">
          <Alert
            type={explanation.decision ? "success" : "error"}
            showIcon
            title={explanation.decision ? t("access.may") : t("access.mayNot")}
            description={explanation.sentence[language()]}
          />
          <h3>{t("access.grants")}</h3>
          {explanation.grants.length === 0 ? (
            <p className="quiet">{t("access.noGrants")}</p>
          ) : (
            <ExplainedGrants grants={explanation.grants} />
          )}
        </div>
      )}
    </Answered>
  );
}
