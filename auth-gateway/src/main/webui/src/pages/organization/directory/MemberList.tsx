import DownloadOutlined from "@ant-design/icons/DownloadOutlined";
import { Button, Checkbox, Grid, Input, Select, Table, type TableColumnsType } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { directoryApi, type Member, MEMBER_STATUSES, type MemberFilter, memberExportUrl } from "../../../api/directory";
import { usePages } from "../../../api/pages";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { useDebounced } from "../../../components/useDebounced";
import { directoryKeys } from "./keys";
import { MemberStatusTag } from "./MemberStatusTag";
import { Person } from "./Person";
import type { Choice } from "./rows";

const PAGE = 50;

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

  const query = usePages<Member>(directoryKeys.members(organization, filter), (cursor) =>
    directoryApi.members(organization, filter, PAGE, cursor),
  );
  const columns = useColumns(onOpen);

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
      <Answered query={query}>
        {() =>
          query.items.length === 0 ? (
            <EmptyState text={q || status ? t("members.nobodyFound") : t("members.nobody")} />
          ) : (
            <>
              <Table<Member>
                rowKey="member_id"
                size="middle"
                columns={columns}
                dataSource={query.items}
                pagination={false}
                loading={query.isFetching && !query.isFetchingNextPage && query.isPlaceholderData}
                onRow={(member) => ({ onClick: () => onOpen(member), className: "clickable" })}
              />
              <div className="list-end">
                <span className="quiet" role="status">
                  {query.hasNextPage
                    ? t("members.shown", { count: query.items.length })
                    : t("members.shownAll", { count: query.items.length })}
                </span>
                {query.hasNextPage && (
                  <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                    {t("common:more")}
                  </Button>
                )}
              </div>
            </>
          )
        }
      </Answered>
    </div>
  );
}

function useColumns(onOpen: (member: Member) => void): TableColumnsType<Member> {
  const { t } = useTranslation("organization");
  const wide = Grid.useBreakpoint().md !== false;
  const places = (member: Member) =>
    member.departments.map((place) => place.name).join(t("listSeparator")) || t("members.noDepartment");
  const name = {
    title: t("members.name"),
    key: "name",
    render: (_: unknown, member: Member) => (
      <button
        type="button"
        className="link-button"
        onClick={(event) => {
          event.stopPropagation();
          onOpen(member);
        }}
      >
        <Person
          name={member.name}
          picture={member.avatar_url}
          below={wide ? (member.job_title ?? member.en_name) : places(member)}
        />
      </button>
    ),
  };
  const state = {
    title: t("members.status"),
    key: "status",
    width: 120,
    render: (_: unknown, member: Member) => <MemberStatusTag status={member.status} />,
  };
  if (!wide) return [name, state];
  return [
    name,
    { title: t("members.departments"), key: "departments", ellipsis: true, render: (_, member) => places(member) },
    { title: t("members.email"), dataIndex: "email", ellipsis: true, render: (email: string | null) => email ?? "–" },
    state,
  ];
}

/** What to ask for. */
export function filterOf(choice: Choice, recursive: boolean, q: string, status: string | undefined): MemberFilter {
  const filter: MemberFilter = { q: q || undefined, status };
  if (choice === "everybody") return filter;
  if (choice === "nowhere") return { ...filter, department_id: "root", recursive: false };
  return { ...filter, department_id: choice, recursive };
}
