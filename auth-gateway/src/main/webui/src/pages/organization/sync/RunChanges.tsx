import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/pages";
import { type ChangeFilter, type Run, type RunChange, synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { StatusTag, type Tone } from "../../../components/StatusTag";
import { language } from "../../../i18n";
import { BeforeAndAfter } from "./BeforeAndAfter";
import { syncKeys } from "./keys";

const TONES: Record<RunChange["kind"], Tone> = { added: "good", updated: "active", removed: "bad", set_aside: "notice" };

/** What can be looked at alone; who leaves first, for that is what has to be decided about. */
const PARTS = {
  all: {},
  losing: { loses_access: "true" },
  removed: { entity: "member", kind: "removed" },
  added: { entity: "member", kind: "added" },
  updated: { entity: "member", kind: "updated" },
  departments: { entity: "department" },
} as const satisfies Record<string, ChangeFilter>;
type Part = keyof typeof PARTS;

/** What a run found, person by person, in words. */
export function RunChanges({ organization, run }: { organization: string; run: Run }) {
  const { t } = useTranslation("organization");
  const [part, setPart] = useState<Part>(run.members.removed > 0 ? "removed" : "all");
  return (
    <>
      <Select<Part>
        value={part}
        onChange={setPart}
        aria-label={t("changes.which")}
        options={(Object.keys(PARTS) as Part[])
          .filter((one) => one !== "losing" || !!run.losing_access)
          .map((one) => ({ value: one, label: t(`changes.part.${one}`) }))}
        popupMatchSelectWidth={false}
        style={{ alignSelf: "flex-start", minWidth: 200 }}
      />
      <Changes organization={organization} run={run.run_id} filter={PARTS[part]} />
    </>
  );
}

function Changes({ organization, run, filter }: { organization: string; run: string; filter: ChangeFilter }) {
  const { t } = useTranslation("organization");
  const query = usePages<RunChange>([...syncKeys.changes(organization, run), filter], (cursor) =>
    synchronizationApi.changes(organization, run, filter, cursor),
  );
  return (
    <Answered query={query}>
      {() =>
        query.items.length === 0 ? (
          <EmptyState text={t("changes.none")} />
        ) : (
          <>
            <ul className="changes">
              {query.items.map((change) => (
                <li key={`${change.entity}/${change.kind}/${change.id}`}>
                  <div className="row">
                    <StatusTag tone={TONES[change.kind]}>{t(`change.${change.kind}`)}</StatusTag>
                    <span>{change.summary?.[language()] ?? change.name ?? change.id}</span>
                    {change.loses_access && <StatusTag tone="bad">{t("changes.losesAccess")}</StatusTag>}
                  </div>
                  {change.kind === "updated" && <BeforeAndAfter before={change.before} after={change.after} />}
                </li>
              ))}
            </ul>
            {query.hasNextPage && (
              <div className="list-end">
                <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                  {t("common:more")}
                </Button>
              </div>
            )}
          </>
        )
      }
    </Answered>
  );
}
