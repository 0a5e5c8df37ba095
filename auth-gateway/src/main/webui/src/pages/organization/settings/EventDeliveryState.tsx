import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type DeliveryReport, organizationApi } from "../../../api/organizationSettings";
import { Answered } from "../../../components/Answered";
import { CopyButton } from "../../../components/CopyButton";
import { StatusTag } from "../../../components/StatusTag";
import { AbsoluteTime, TimeAgo } from "../../../components/Time";

/** How Feishu's events reach an organization, and what was seen of them. */
export function EventDeliveryState({ organization }: { organization: string }) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: ["organization-settings", organization, "delivery"],
    queryFn: () => organizationApi.eventDelivery(organization),
    refetchInterval: 30_000,
  });
  return (
    <Answered query={query}>
      {(report) => (
        <dl className="facts">
          <dt>{t("delivery.way")}</dt>
          <dd>
            {t(`delivery.${report.event_delivery}`)} <Health report={report} />
          </dd>
          {report.request_url && (
            <>
              <dt>{t("delivery.requestUrl")}</dt>
              <dd>
                <code>{report.request_url}</code> <CopyButton value={report.request_url} what={t("delivery.requestUrl")} />
              </dd>
              <dt>{t("delivery.verified")}</dt>
              <dd>
                <AbsoluteTime at={report.challenged_at} otherwise={t("delivery.never")} />
              </dd>
            </>
          )}
          {report.connection && (
            <>
              <dt>{t("delivery.connection")}</dt>
              <dd>
                {report.connection.connected_since ? (
                  <>
                    {t("delivery.connectedSince")} <AbsoluteTime at={report.connection.connected_since} />
                  </>
                ) : (
                  t("delivery.notConnected")
                )}
                {report.connection.error && !report.connection.connected_since && (
                  <>
                    {" "}
                    <code>{report.connection.error}</code> <TimeAgo at={report.connection.error_at} />
                  </>
                )}
              </dd>
            </>
          )}
          {report.event_delivery !== "none" && (
            <>
              <dt>{t("delivery.last")}</dt>
              <dd>
                <TimeAgo at={report.last_event_at} otherwise={t("delivery.noneSeen")} />
              </dd>
              <dt>{t("delivery.waiting")}</dt>
              <dd>{t("delivery.events", { count: report.waiting })}</dd>
            </>
          )}
          {report.refused && (
            <>
              <dt>{t("delivery.refused")}</dt>
              <dd>
                {t(`refusal.${report.refused.why}`, { defaultValue: report.refused.why })}{" "}
                <TimeAgo at={report.refused.at} />
              </dd>
            </>
          )}
        </dl>
      )}
    </Answered>
  );
}

function Health({ report }: { report: DeliveryReport }) {
  const { t } = useTranslation("organization");
  if (report.event_delivery === "none") return null;
  const works = report.event_delivery === "webhook" ? report.challenged_at !== null : !!report.connection?.connected_since;
  return <StatusTag tone={works ? "good" : "notice"}>{works ? t("delivery.works") : t("delivery.notYet")}</StatusTag>;
}
