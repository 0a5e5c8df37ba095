import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useParams } from "react-router";
import { useApplicationQuery } from "../api/applications";
import { asProblem } from "../api/problem";
import { Answered } from "../components/Answered";
import { Loading } from "../components/Loading";
import { OpenRequests } from "../components/OpenRequests";

const TABS = ["", "connect", "organization", "authorize"] as const;
const NAMES = { "": "settings", connect: "connect", organization: "organization", authorize: "authorize" } as const;

/** What the pages of one application have in common: its name, and the way from one to the other. */
export default function ApplicationLayout() {
  const { t } = useTranslation("shell");
  const { orgId = "", appId = "" } = useParams();
  const query = useApplicationQuery({ orgId, appId });
  return (
    <>
      <nav aria-label={t("breadcrumb")} className="breadcrumb">
        <Link to="/applications">{t("page.applications")}</Link>
        <span aria-hidden>/</span>
        <span>
          {orgId}/{appId}
        </span>
      </nav>
      {query.isError && !query.data && asProblem(query.error).status !== 403 && (
        <h1 className="application-title">
          {orgId}/{appId}
        </h1>
      )}
      <Answered query={query}>
        {(application) => (
          <>
            <h1 className="application-title">{application.title}</h1>
            <nav aria-label={t("ofApplication", { title: application.title })} className="tabs">
              {TABS.map((tab) => (
                <NavLink key={tab} to={`/applications/${encodeURIComponent(orgId)}/${encodeURIComponent(appId)}${tab && `/${tab}`}`} end>
                  {t(`tab.${NAMES[tab]}`)}
                  {tab === "authorize" && <OpenRequests application={application} />}
                </NavLink>
              ))}
            </nav>
            <Suspense fallback={<Loading />}>
              <Outlet context={application} />
            </Suspense>
          </>
        )}
      </Answered>
    </>
  );
}
