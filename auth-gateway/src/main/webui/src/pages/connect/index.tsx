import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/PageHeader";

export default function Page() {
  const { t } = useTranslation("connect");
  return <PageHeader level={2} title={t("title")} />;
}
