import SyncOutlined from "@ant-design/icons/SyncOutlined";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { directoryApi } from "../../../api/directory";
import type { ApplicationAddress } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { Answered } from "../../../components/Answered";
import { ErrorState } from "../../../components/ErrorState";
import { useSession } from "../../../session/session";
import { directoryKeys } from "../directory/keys";
import { MemberStatusTag } from "../directory/MemberStatusTag";
import { Person } from "../directory/Person";
import { MemberAccess } from "./MemberAccess";
import { MemberActivity } from "./MemberActivity";
import { MemberFacts } from "./MemberFacts";
import { MemberSessions } from "./MemberSessions";

const PARTS = ["facts", "access", "sessions", "activity"] as const;
type Part = (typeof PARTS)[number];

interface Props {
  application: ApplicationAddress;
  organization: string;
  member: string;
}

/** One person: what is known of them, whether and why they may enter, where they are signed in, what happened. */
export default function MemberDetails({ application, organization, member }: Props) {
  const { t } = useTranslation("organization");
  const { may } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [part, setPart] = useState<Part>("facts");
  const query = useQuery({
    queryKey: directoryKeys.member(organization, member),
    queryFn: () => directoryApi.member(organization, member),
  });
  const refresh = useMutation({
    mutationFn: (openId: string) => directoryApi.refreshMember(organization, openId),
    onSuccess: () => {
      message.success(t("member.refreshed"));
      return queries.invalidateQueries({ queryKey: directoryKeys.all(organization) });
    },
  });
  return (
    <Answered query={query}>
      {(person) => (
        <div className="stack">
          <div className="row">
            <Person name={person.name} picture={person.avatar_url} below={person.job_title ?? person.en_name ?? " "} />
            <MemberStatusTag status={person.status} />
            {may("members:refresh") && (
              <Button className="push-right" icon={<SyncOutlined aria-hidden />} loading={refresh.isPending} onClick={() => refresh.mutate(person.open_id)}>
                {t("member.refresh")}
              </Button>
            )}
          </div>
          {refresh.isError && (
            <ErrorState
              error={refresh.error}
              {...(asProblem(refresh.error).id === "not-found" ? { title: t("member.unknownAtFeishu"), text: "" } : {})}
            />
          )}
          <Segmented<Part>
            block
            value={part}
            onChange={setPart}
            aria-label={t("member.parts")}
            options={PARTS.map((one) => ({ value: one, label: t(`member.${one}`) }))}
          />
          {part === "facts" && <MemberFacts member={person} />}
          {part === "access" && <MemberAccess application={application} member={member} />}
          {part === "sessions" && <MemberSessions application={application} member={member} name={person.name} />}
          {part === "activity" && (
            <MemberActivity application={application} member={member} openId={person.open_id} />
          )}
        </div>
      )}
    </Answered>
  );
}
