import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "./Notice";

/** The page exists, and is not for this person. */
export function Forbidden({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Notice title={t("forbidden.title")} text={t("forbidden.text")}>
      {children}
      <Link to="/applications">{t("toApplications")}</Link>
    </Notice>
  );
}
