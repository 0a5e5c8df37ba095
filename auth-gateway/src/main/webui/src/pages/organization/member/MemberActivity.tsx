import { useQuery } from "@tanstack/react-query";
import { Timeline } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { memberActivityApi } from "../../../api/memberActivity";
import type { ApplicationAddress } from "../../../api/permissions";
import { readAttempts } from "../../../api/sessions";
import { ProblemError } from "../../../api/problem";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { ProblemTitle } from "../../../components/ProblemTitle";
import { StatusTag } from "../../../components/StatusTag";
import { AbsoluteTime } from "../../../components/Time";
import { happened, type Happening } from "./happenings";

interface Props {
  application: ApplicationAddress;
  member: string;
  openId: string;
}

/** What happened with somebody: their sign-ins and what was decided of them, the latest first. */
export function MemberActivity({ application, member, openId }: Props) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: ["member-activity", application.org_id, application.app_id, member],
    queryFn: async () => {
      const [attempts, decisions] = await Promise.all([
        readAttempts({ ...application, open_id: openId }),
        memberActivityApi.decisions(application, member),
      ]);
      return happened(attempts.items, decisions.items);
    },
  });
  return (
    <Answered query={query}>
      {(happenings) =>
        happenings.length === 0 ? (
          <EmptyState text={t("activity.none")} />
        ) : (
          <Timeline
            items={happenings.map((one) => ({
              color: one.good === null ? "gray" : one.good ? "green" : "red",
              content: <Line happening={one} />,
            }))}
          />
        )
      }
    </Answered>
  );
}

function Line({ happening }: { happening: Happening }) {
  const { t } = useTranslation("organization");
  return (
    <>
      <div className="row">
        <span>{t(`activity.${happening.what}`)}</span>
        {happening.times > 1 && <StatusTag tone="neutral">{t("activity.times", { count: happening.times })}</StatusTag>}
      </div>
      {happening.reason && (
        <div>
          <Reason reason={happening.reason} />
        </div>
      )}
      <div className="quiet">
        <AbsoluteTime at={happening.at} />
        {happening.requestId && (
          <>
            {" · "}
            <Link to={`/login-attempts?request_id=${encodeURIComponent(happening.requestId)}`}>
              {t("activity.toAttempt")}
            </Link>
          </>
        )}
      </div>
    </>
  );
}

/** Why somebody was refused: a reason of a decision, or a problem of the sign-in. */
function Reason({ reason }: { reason: string }) {
  const { t, i18n } = useTranslation("organization");
  if (i18n.exists(`organization:reason.${reason}`)) return <>{t(`reason.${reason}`)}</>;
  return <ProblemTitle problem={new ProblemError(0, { type: `urn:jit:problem:${reason}`, title: reason })} />;
}
