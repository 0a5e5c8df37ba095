import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";

/** A page that broke, or could not be fetched, as happens when a new version was deployed meanwhile. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const text = isRouteErrorResponse(error) ? `${error.status} ${error.statusText}` : t("broken.text");
  return (
    <Result
      status="error"
      title={<h1 className="result-title">{t("broken.title")}</h1>}
      subTitle={text}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t("reload")}
        </Button>
      }
    />
  );
}
