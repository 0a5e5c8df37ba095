import { useTranslation } from "react-i18next";
import type { Effect } from "../../../api/permissions";
import { StatusTag } from "../../../components/StatusTag";

/** Whether a grant lets in or keeps out. */
export function EffectTag({ effect }: { effect: Effect }) {
  const { t } = useTranslation("organization");
  return effect === "deny" ? (
    <StatusTag tone="bad">{t("access.deny")}</StatusTag>
  ) : (
    <StatusTag tone="good">{t("access.allow")}</StatusTag>
  );
}
