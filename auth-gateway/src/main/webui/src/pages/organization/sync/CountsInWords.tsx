import { useTranslation } from "react-i18next";
import type { Counts } from "../../../api/synchronization";

/** Such as "3 added, 1 removed, 60 as before". */
export function CountsInWords({ counts }: { counts: Counts }) {
  const { t } = useTranslation("organization");
  const parts = (
    [
      ["added", counts.added],
      ["updated", counts.updated],
      ["removed", counts.removed],
      ["setAside", counts.set_aside],
      ["unchanged", counts.unchanged],
    ] as const
  ).filter(([, count]) => count > 0);
  return (
    <>{parts.length === 0 ? t("run.none") : parts.map(([name, count]) => t(`run.${name}`, { count })).join(t("listSeparator"))}</>
  );
}
