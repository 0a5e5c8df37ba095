import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Run } from "../../../api/synchronization";

const COLORS: Record<Run["status"], string> = {
  running: "processing",
  awaiting_approval: "warning",
  succeeded: "success",
  succeeded_with_warnings: "warning",
  failed: "error",
  cancelled: "default",
};

/** How a run ended or where it stands, and whether it only tried. */
export function RunStatusTag({ run }: { run: Run }) {
  const { t } = useTranslation("organization");
  return (
    <>
      <Tag color={COLORS[run.status]}>{t(`runStatus.${run.status}`)}</Tag>
      {run.dry_run && <Tag>{t("run.dry")}</Tag>}
    </>
  );
}
