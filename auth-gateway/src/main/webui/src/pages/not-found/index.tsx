import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "../../components/Notice";

export default function NotFoundPage() {
  const { t } = useTranslation("not-found");
  return (
    <Notice title={t("title")} text={t("text")}>
      <Link to="/applications">{t("common:toApplications")}</Link>
    </Notice>
  );
}
