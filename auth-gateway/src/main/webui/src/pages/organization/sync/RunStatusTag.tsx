import { useTranslation } from "react-i18next";
import type { Run } from "../../../api/synchronization";
import { StatusTag, type Tone } from "../../../components/StatusTag";

const TONES: Record<Run["status"], Tone> = {
  running: "active",
  awaiting_approval: "notice",
  succeeded: "good",
  succeeded_with_warnings: "notice",
  failed: "bad",
  cancelled: "neutral",
};

/** How a run ended or where it stands, and whether it only tried. */
export function RunStatusTag({ run }: { run: Run }) {
  const { t } = useTranslation("organization");
  return (
    <span className="row" style={{ gap: 4 }}>
      <StatusTag tone={TONES[run.status]}>{t(`runStatus.${run.status}`)}</StatusTag>
      {run.dry_run && <StatusTag tone="neutral">{t("run.dry")}</StatusTag>}
    </span>
  );
}
