import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Application } from "../../api/types";

/** The way to the page where members are authorized. */
export function AuthorizeStep({ application }: { application: Application }) {
  const { t } = useTranslation("connect");
  return (
    <div>
      <Link className="button-link" to={`/applications/${application.org_id}/${application.app_id}/authorize`}>
        {t("toAuthorize")}
      </Link>
    </div>
  );
}
