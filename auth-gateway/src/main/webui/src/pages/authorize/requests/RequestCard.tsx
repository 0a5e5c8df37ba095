import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccessRequest } from "../../../api/permissions";
import { StatusTag } from "../../../components/StatusTag";
import { AbsoluteTime, TimeAgo } from "../../../components/Time";
import { Person } from "../../organization/directory/Person";
import { Period } from "../../organization/member/Period";

interface Props {
  request: AccessRequest;
  /** Null where there is nothing to answer. */
  onAnswer: ((approve: boolean) => void) | null;
}

/** Somebody's wish to enter, in their own words, and what came of it. */
export function RequestCard({ request, onAnswer }: Props) {
  const { t } = useTranslation("authorize");
  const { member } = request;
  return (
    <article className="card stack" style={{ gap: 10 }}>
      <div className="row">
        <Link to={`../organization?organization=${request.organization_id}&member=${member.member_id}`} className="principal">
          <Person name={member.name} picture={member.picture} />
        </Link>
        <span className="quiet">
          <TimeAgo at={request.asked_at} />
        </span>
        {request.status !== "open" && <StatusTag tone={request.status === "approved" ? "good" : "neutral"}>{t(`requestStatus.${request.status}`)}</StatusTag>}
      </div>
      <blockquote className="reason">{request.reason}</blockquote>
      {request.decided_at && (
        <div className="quiet">
          {request.decided_by ? t("requests.decidedBy", { who: request.decided_by }) : t("requests.decided")}{" "}
          <AbsoluteTime at={request.decided_at} />
          {request.role && (
            <>
              {" · "}
              {request.role} · <Period from={null} until={request.valid_until} />
            </>
          )}
          {request.note && <div className="note">{t("requests.noteWas", { note: request.note })}</div>}
        </div>
      )}
      {onAnswer && (
        <div className="row">
          <Button type="primary" onClick={() => onAnswer(true)}>
            {t("requests.approve")}
          </Button>
          <Button onClick={() => onAnswer(false)}>{t("requests.decline")}</Button>
        </div>
      )}
    </article>
  );
}
