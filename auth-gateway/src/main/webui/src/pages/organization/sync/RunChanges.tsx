import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/pages";
import { type RunChange, synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { StatusTag, type Tone } from "../../../components/StatusTag";
import { language } from "../../../i18n";
import { BeforeAndAfter } from "./BeforeAndAfter";
import { syncKeys } from "./keys";

const TONES: Record<RunChange["kind"], Tone> = { added: "good", updated: "active", removed: "bad", set_aside: "notice" };

/** What a run found, person by person, in words. */
export function RunChanges({ organization, run }: { organization: string; run: string }) {
  const { t } = useTranslation("organization");
  const query = usePages<RunChange>(syncKeys.changes(organization, run), (cursor) =>
    synchronizationApi.changes(organization, run, cursor),
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
