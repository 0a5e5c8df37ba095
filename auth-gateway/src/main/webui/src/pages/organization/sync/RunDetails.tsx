import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { AbsoluteTime } from "../../../components/Time";
import { syncKeys } from "./keys";
import { RunChanges } from "./RunChanges";
import { RunStatusTag } from "./RunStatusTag";
import { RunSummary } from "./RunSummary";

/** One run: what came of it and each difference it found. */
export default function RunDetails({ organization, run }: { organization: string; run: string }) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: syncKeys.run(organization, run),
    queryFn: () => synchronizationApi.run(organization, run),
  });
  return (
    <Answered query={query}>
      {(read) => (
        <div className="stack">
          <div className="row">
            <RunStatusTag run={read} />
            <span className="quiet">
              <AbsoluteTime at={read.started_at} />
              {read.finished_at && (
                <>
                  {" – "}
                  <AbsoluteTime at={read.finished_at} />
                </>
              )}
            </span>
          </div>
          <RunSummary run={read} />
          <h3>{t("changes.title")}</h3>
          <RunChanges key={run} organization={organization} run={read} />
        </div>
      )}
    </Answered>
  );
}
