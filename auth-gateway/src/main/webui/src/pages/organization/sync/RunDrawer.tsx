import { useQuery } from "@tanstack/react-query";
import { Drawer, Grid } from "antd";
import { useTranslation } from "react-i18next";
import { synchronizationApi } from "../../../api/synchronization";
import { Answered } from "../../../components/Answered";
import { AbsoluteTime } from "../../../components/Time";
import { syncKeys } from "./keys";
import { RunChanges } from "./RunChanges";
import { RunStatusTag } from "./RunStatusTag";
import { RunSummary } from "./RunSummary";

interface Props {
  organization: string;
  run: string | null;
  onClose: () => void;
}

/** One run: what came of it and each difference it found. */
export function RunDrawer({ organization, run, onClose }: Props) {
  const { t } = useTranslation("organization");
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Drawer open={run !== null} onClose={onClose} size={wide ? 680 : "100%"} title={t("run.title")} destroyOnHidden>
      {run !== null && <Details organization={organization} run={run} />}
    </Drawer>
  );
}

function Details({ organization, run }: { organization: string; run: string }) {
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
              <AbsoluteTime at={read.started_at} /> – <AbsoluteTime at={read.finished_at} />
            </span>
          </div>
          <RunSummary run={read} />
          <h3>{t("changes.title")}</h3>
          <RunChanges organization={organization} run={run} />
        </div>
      )}
    </Answered>
  );
}
