import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/PageHeader";

export default function Page() {
  const { t } = useTranslation("clients");
  return <PageHeader title={t("title")} />;
}
