import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { Notice } from "./Notice";

/** A page that broke, or could not be fetched, as happens when a new version was deployed meanwhile. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const text = isRouteErrorResponse(error) ? `${error.status} ${error.statusText}` : t("broken.text");
  return (
    <Notice title={t("broken.title")} text={text}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t("reload")}
      </Button>
    </Notice>
  );
}
