import DownloadOutlined from "@ant-design/icons/DownloadOutlined";
import { Button, Checkbox, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { directoryApi, type Member, MEMBER_STATUSES, type MemberFilter, memberExportUrl } from "../../../api/directory";
import { usePages } from "../../../api/pages";
import { EmptyState } from "../../../components/EmptyState";
import { PagedTable } from "../../../components/PagedTable";
import { useDebounced } from "../../../components/useDebounced";
import { directoryKeys } from "./keys";
import { MemberStatusTag } from "./MemberStatusTag";
import { Person } from "./Person";
import type { Choice } from "./rows";

const PAGE = 50;
const MOST_PLACES = 3;

interface Props {
  organization: string;
  choice: Choice;
  onOpen: (member: Member) => void;
}

/** The members of what is chosen in the tree, by name. */
export function MemberList({ organization, choice, onOpen }: Props) {
  const { t } = useTranslation("organization");
  const [text, setText] = useState("");
  const [status, setStatus] = useState<string | undefined>("active");
  const [recursive, setRecursive] = useState(true);
  const q = useDebounced(text.trim());
  const filter = filterOf(choice, recursive, q, status);

  // Who looks for somebody elsewhere in the company has not meant the text of before.
  useEffect(() => setText(""), [choice]);

  const pages = usePages<Member>(directoryKeys.members(organization, filter), (cursor) =>
    directoryApi.members(organization, filter, PAGE, cursor),
  );

  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row">
        <Input.Search
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t("members.search")}
          aria-label={t("members.search")}
          allowClear
          className="member-search"
        />
        <Select
          value={status ?? "all"}
          onChange={(value) => setStatus(value === "all" ? undefined : value)}
          aria-label={t("members.status")}
          className="member-status"
          options={[
            { value: "all", label: t("members.anyStatus") },
            ...MEMBER_STATUSES.map((one) => ({ value: one as string, label: t(`status.${one}`) })),
          ]}
        />
        {choice !== "everybody" && choice !== "nowhere" && (
          <Checkbox checked={recursive} onChange={(event) => setRecursive(event.target.checked)}>
            {t("members.recursive")}
          </Checkbox>
        )}
        <Button
          className="push-right"
          href={memberExportUrl(organization, filter)}
          download
          icon={<DownloadOutlined aria-hidden />}
        >
          {t("members.export")}
        </Button>
      </div>
      <PagedTable<Member>
        pages={pages}
        caption={t("members.label")}
        rowKey={(member) => member.member_id}
        empty={<EmptyState text={q || status ? t("members.nobodyFound") : t("members.nobody")} />}
        columns={[
          {
            key: "name",
            title: t("members.name"),
            heading: true,
            render: (member) => (
              <button type="button" className="link-button" onClick={() => onOpen(member)}>
                <Person name={member.name} picture={member.avatar_url} below={member.job_title ?? member.en_name} />
              </button>
            ),
          },
          {
            key: "departments",
            title: t("members.departments"),
            render: (member) => <Places member={member} />,
          },
          { key: "email", title: t("members.email"), render: (member) => member.email ?? "–" },
          { key: "status", title: t("members.status"), render: (member) => <MemberStatusTag status={member.status} /> },
        ]}
      />
      {pages.items.length > 0 && (
        <p className="quiet list-end" role="status">
          {pages.hasNextPage
            ? t("members.shown", { count: pages.items.length })
            : t("members.shownAll", { count: pages.items.length })}
        </p>
      )}
    </div>
  );
}

/** Their departments; of very many the first. */
function Places({ member }: { member: Member }) {
  const { t } = useTranslation("organization");
  const named = member.departments.slice(0, MOST_PLACES).map((place) => place.name).join(t("listSeparator"));
  const more = member.departments.length - MOST_PLACES;
  if (member.departments.length === 0) return <span className="quiet">{t("members.noDepartment")}</span>;
  return <span className="places">{more > 0 ? t("members.andMore", { named, count: more }) : named}</span>;
}

/** What to ask for. */
export function filterOf(choice: Choice, recursive: boolean, q: string, status: string | undefined): MemberFilter {
  const filter: MemberFilter = { q: q || undefined, status };
  if (choice === "everybody") return filter;
  if (choice === "nowhere") return { ...filter, department_id: "root", recursive: false };
  return { ...filter, department_id: choice, recursive };
}
