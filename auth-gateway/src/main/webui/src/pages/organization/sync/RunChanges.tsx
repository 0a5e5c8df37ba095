import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../api/pages";
import { type RunChange, synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { language } from "../../../i18n";
import { BeforeAndAfter } from "./BeforeAndAfter";
import { syncKeys } from "./keys";

const COLORS: Record<RunChange["kind"], string> = {
  added: "success",
  updated: "processing",
  removed: "error",
  set_aside: "warning",
};

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
                    <Tag color={COLORS[change.kind]}>{t(`change.${change.kind}`)}</Tag>
                    <span>{change.summary?.[language()] ?? change.name ?? change.id}</span>
                    {change.loses_access && <Tag color="error">{t("changes.losesAccess")}</Tag>}
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
