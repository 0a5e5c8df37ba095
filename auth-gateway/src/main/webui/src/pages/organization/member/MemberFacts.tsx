import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "../../../api/directory";
import { CopyButton } from "../../../components/CopyButton";
import { StatusTag } from "../../../components/StatusTag";
import { AbsoluteTime } from "../../../components/Time";

/** What Feishu says of somebody. */
export function MemberFacts({ member }: { member: Member }) {
  const { t } = useTranslation("organization");
  const facts: [string, ReactNode][] = [
    [
      t("members.departments"),
      member.departments.length === 0 ? (
        t("members.noDepartment")
      ) : (
        <ul className="plain-list">
          {member.departments.map((place) => (
            <li key={place.department_id}>
              {place.name} {place.primary && <StatusTag tone="neutral">{t("member.primary")}</StatusTag>}{" "}
              {place.leader && <StatusTag tone="active">{t("member.leader")}</StatusTag>}
            </li>
          ))}
        </ul>
      ),
    ],
    [t("members.email"), member.email],
    [t("field.mobile"), member.mobile],
    [t("field.employee_no"), member.employee_no],
    [t("field.job_title"), member.job_title],
    [t("field.en_name"), member.en_name],
    [t("member.updated"), <AbsoluteTime key="updated" at={member.updated_at} />],
    ["open_id", <Id key="open" value={member.open_id} name="open_id" />],
    ["union_id", member.union_id && <Id key="union" value={member.union_id} name="union_id" />],
    ["member_id", <Id key="member" value={member.member_id} name="member_id" />],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name} className="facts-pair">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Id({ value, name }: { value: string; name: string }) {
  return (
    <>
      <code>{value}</code> <CopyButton value={value} what={name} />
    </>
  );
}
