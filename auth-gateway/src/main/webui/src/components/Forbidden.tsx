import { Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** The page exists, and is not for this person. */
export function Forbidden() {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={<h1 className="result-title">{t("forbidden.title")}</h1>}
      subTitle={t("forbidden.text")}
      extra={<Link to="/applications">{t("toApplications")}</Link>}
    />
  );
}
