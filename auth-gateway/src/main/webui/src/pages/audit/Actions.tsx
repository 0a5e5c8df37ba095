import { useTranslation } from "react-i18next";
import { useActions } from "../../api/audit";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { StatusTag } from "../../components/StatusTag";
import { TextFilter } from "../../components/TextFilter";
import { TimeAgo } from "../../components/Time";
import { TimeRangeFilter } from "../../components/TimeRangeFilter";
import { useFilter } from "../../components/useFilter";
import { actorName } from "./names";

const FILTER = ["username", "from", "to"] as const;

/** Every changing call made from the console, with the sign-ins to it. */
export function Actions() {
  const { t } = useTranslation("audit");
  const { filter, change } = useFilter(FILTER);
  const pages = useActions(filter);
  return (
    <>
      <div className="filters">
        <TextFilter label={t("username")} value={filter.username} onChange={(username) => change({ username })} />
        <TimeRangeFilter from={filter.from} to={filter.to} onChange={change} />
      </div>
      <PagedTable
        pages={pages}
        caption={t("consoleActions")}
        rowKey={(item) => item.action_id}
        empty={<EmptyState text={t("noActions")} />}
        columns={[
          { key: "actor", title: t("caller"), heading: true, render: (item) => <span className="strong">{actorName(t, item.actor)}</span> },
          {
            key: "call",
            title: t("call"),
            render: (item) => (
              <code>
                {item.method} {item.path}
              </code>
            ),
          },
          { key: "status", title: t("status"), render: (item) => <StatusTag tone={item.status < 400 ? "good" : "bad"}>{item.status}</StatusTag> },
          { key: "at", title: t("at"), render: (item) => <TimeAgo at={item.at} /> },
          {
            key: "request",
            title: t("common:requestId"),
            render: (item) =>
              item.request_id && (
                <span className="row">
                  <code>{item.request_id.slice(0, 8)}…</code>
                  <CopyButton value={item.request_id} what={t("common:requestId")} />
                </span>
              ),
          },
        ]}
      />
    </>
  );
}
