import { Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export default function NotFoundPage() {
  const { t } = useTranslation("not-found");
  return (
    <Result
      status="info"
      title={<h1 className="result-title">{t("title")}</h1>}
      subTitle={t("text")}
      extra={<Link to="/applications">{t("common:toApplications")}</Link>}
    />
  );
}
