import { Spin } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLatestRun } from "../../api/setup";
import type { Application, Organization } from "../../api/types";
import { Answered } from "../../components/Answered";

interface Props {
  application: Application;
  organization: Organization;
  onFinished: () => void;
}

/** The first synchronization as it goes on, and what it read. */
export function SynchronizeStep({ application, organization, onFinished }: Props) {
  const { t } = useTranslation("connect");
  const query = useLatestRun(organization.organization_id);
  const status = query.data?.status;
  const before = useRef(status);
  useEffect(() => {
    if (before.current === "running" && status !== "running") onFinished();
    before.current = status;
  }, [status, onFinished]);

  return (
    <>
      <Answered query={query}>
        {(run) =>
          run === null ? (
            <p className="quiet flush">{t("noRun")}</p>
          ) : (
            <p className="flush" role="status">
              {run.status === "running" && <Spin size="small" />} {t(`run.${run.status}`)}{" "}
              {t("runCounts", { departments: run.departments.read ?? 0, members: run.members.read ?? 0 })}
            </p>
          )
        }
      </Answered>
      <div>
        <Link className="button-link" to={`/applications/${application.org_id}/${application.app_id}/organization`}>
          {t("toOrganization")}
        </Link>
      </div>
    </>
  );
}
