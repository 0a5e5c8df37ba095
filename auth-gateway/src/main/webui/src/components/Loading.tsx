import { Spin } from "antd";
import { useTranslation } from "react-i18next";

/** Something is on its way. `page`: there is nothing else to see yet. */
export function Loading({ page = false }: { page?: boolean }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-live="polite" className={page ? "state state-page" : "state"}>
      <Spin />
      <span className="visually-hidden">{t("loading")}</span>
    </div>
  );
}
