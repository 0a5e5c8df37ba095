import SyncOutlined from "@ant-design/icons/SyncOutlined";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { directoryApi } from "../../../api/directory";
import type { ApplicationAddress } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { Answered } from "../../../components/Answered";
import { ProblemTitle } from "../../../components/ProblemTitle";
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
  const [part, setPart] = useState<Part>("facts");
  const query = useQuery({
    queryKey: directoryKeys.member(organization, member),
    queryFn: () => directoryApi.member(organization, member),
  });
  return (
    <Answered query={query}>
      {(person) => (
        <div className="stack">
          <div className="row">
            <Person name={person.name} picture={person.avatar_url} below={person.job_title ?? person.en_name ?? " "} />
            <MemberStatusTag status={person.status} />
            {may("members:refresh") && <Refresh organization={organization} openId={person.open_id} />}
          </div>
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

function Refresh({ organization, openId }: { organization: string; openId: string }) {
  const { t } = useTranslation("organization");
  const queries = useQueryClient();
  const { message } = App.useApp();
  const refresh = useMutation({
    mutationFn: () => directoryApi.refreshMember(organization, openId),
    onSuccess: () => {
      message.success(t("member.refreshed"));
      return queries.invalidateQueries({ queryKey: directoryKeys.all(organization) });
    },
    onError: (error) => {
      const problem = asProblem(error);
      message.error(problem.id === "not-found" ? t("member.unknownAtFeishu") : <ProblemTitle problem={problem} />);
    },
  });
  return (
    <Button
      className="push-right"
      icon={<SyncOutlined aria-hidden />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate()}
    >
      {t("member.refresh")}
    </Button>
  );
}
