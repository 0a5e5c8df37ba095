import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { memberActivityApi } from "../../../api/memberActivity";
import type { ApplicationAddress } from "../../../api/permissions";
import { useActiveSessions, useEndAllSessions, useEndSession } from "../../../api/sessions";
import type { SessionRecord } from "../../../api/types";
import { Answered } from "../../../components/Answered";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { EmptyState } from "../../../components/EmptyState";
import { StatusTag } from "../../../components/StatusTag";
import { AbsoluteTime, TimeAgo } from "../../../components/Time";
import { deviceName } from "../../sessions/device";
import { useSession } from "../../../session/session";

interface Props {
  application: ApplicationAddress;
  member: string;
  name: string;
}

/** Where somebody is and was signed in, and ending it. */
export function MemberSessions({ application, member, name }: Props) {
  const { t } = useTranslation("organization");
  const { may } = useSession();
  const endOne = useEndSession();
  const endAll = useEndAllSessions();
  const key = ["sessions", application.org_id, application.app_id, "member", member];
  const query = useQuery({ queryKey: key, queryFn: () => memberActivityApi.sessions(application, member) });
  const [ending, setEnding] = useState<SessionRecord | "all" | null>(null);
  // Counted apart: the list holds the newest, those that ended among them.
  const live = useActiveSessions({ orgId: application.org_id, appId: application.app_id, memberId: member }, true).data ?? { count: 0, more: false };
  const all = t(live.more ? "sessions.endAllMore" : "sessions.endAll", { count: live.count });

  async function end() {
    if (ending === "all") {
      await endAll.mutateAsync({ orgId: application.org_id, appId: application.app_id, memberId: member });
    } else if (ending) await endOne.mutateAsync(ending.sid);
  }

  return (
    <Answered query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState text={t("sessions.none")} />
        ) : (
          <>
            {live.count > 1 && may("sessions:write") && (
              <Button danger onClick={() => setEnding("all")}>
                {all}
              </Button>
            )}
            <ul className="changes">
              {items.map((session) => (
                <li key={session.sid}>
                  <div className="row">
                    <strong>{deviceName(session.device) ?? t("sessions.unknownDevice")}</strong>
                    {session.ended_at ? (
                      <StatusTag tone="neutral">{t("sessions.ended")}</StatusTag>
                    ) : (
                      <StatusTag tone="good">{t("sessions.live")}</StatusTag>
                    )}
                    {!session.ended_at && may("sessions:write") && (
                      <Button size="small" className="push-right" onClick={() => setEnding(session)}>
                        {t("sessions.end")}
                      </Button>
                    )}
                  </div>
                  <div className="quiet">
                    {t("sessions.since")} <AbsoluteTime at={session.created_at} />
                    {session.ended_at ? (
                      <>
                        {t("sentenceSeparator")}
                        {t("sessions.until")} <AbsoluteTime at={session.ended_at} />
                        {session.end_reason &&
                          t("inBrackets", {
                            text: t(`endReason.${session.end_reason}`, { defaultValue: session.end_reason }),
                          })}
                      </>
                    ) : (
                      <>
                        {t("sentenceSeparator")}
                        {t("sessions.lastSeen")} <TimeAgo at={session.last_seen_at} />
                      </>
                    )}
                  </div>
                </li>
              ))}
            </ul>
            <ConfirmWithConsequences
              open={ending !== null}
              title={ending === "all" ? all : t("sessions.endOne")}
              consequences={[
                ending === "all"
                  ? t(live.more ? "sessions.signedOutMore" : "sessions.signedOut", { count: live.count, name })
                  : t("sessions.signedOut", { count: 1, name }),
                t("sessions.mayReturn"),
              ]}
              action={t("sessions.end")}
              onConfirm={end}
              onClose={() => setEnding(null)}
            />
          </>
        )
      }
    </Answered>
  );
}
