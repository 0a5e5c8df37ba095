import { useTranslation } from "react-i18next";
import type { Change } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { Details } from "../../components/Details";
import { Drawer } from "../../components/Drawer";
import { AbsoluteTime } from "../../components/Time";
import { changedFields } from "./changedFields";
import { actorName, kindName } from "./names";

/** One change: who, when, and what was before and after. */
export function ChangeDetail({ change, onClose }: { change: Change; onClose: () => void }) {
  const { t } = useTranslation("audit");
  const requestId = change.request_id;
  return (
    <Drawer open onClose={onClose} size={560} title={kindName(t, change.kind)}>
      <div className="stack">
        <Details
          items={[
            [t("at"), <AbsoluteTime key="at" at={change.at} />],
            [t("caller"), actorName(t, change.caller)],
            [t("subject"), <code key="subject">{change.subject_id ?? "–"}</code>],
            requestId
              ? ([
                  t("common:requestId"),
                  <span key="request" className="row">
                    <code>{requestId}</code>
                    <CopyButton value={requestId} what={t("common:requestId")} />
                  </span>,
                ] as const)
              : null,
          ]}
        />
        <table className="comparison">
          <caption className="visually-hidden">{t("comparison")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {changedFields(change.before, change.after).map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">
                  <code>{field}</code>
                </th>
                <td>{before ?? "–"}</td>
                <td>{after ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Drawer>
  );
}
