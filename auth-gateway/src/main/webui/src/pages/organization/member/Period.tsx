import { useTranslation } from "react-i18next";
import { absoluteTime } from "../../../components/times";

/** From when until when something holds. */
export function Period({ from, until }: { from: string | null; until: string | null }) {
  const { t, i18n } = useTranslation("organization");
  const values = {
    from: from && absoluteTime(from, i18n.language),
    until: until && absoluteTime(until, i18n.language),
  };
  if (from && until) return <>{t("period.between", values)}</>;
  if (from) return <>{t("period.from", values)}</>;
  return <>{until ? t("period.until", values) : t("period.always")}</>;
}
