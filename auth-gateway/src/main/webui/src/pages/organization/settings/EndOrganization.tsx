import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { liveSessionsOfOrganization } from "../../../api/memberActivity";
import { organizationApi } from "../../../api/organizationSettings";
import { organizationsKey } from "../../../api/organizations";
import type { Organization } from "../../../api/types";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { ErrorState } from "../../../components/ErrorState";
import { useChangeOrganization } from "./useChangeOrganization";

/** Disables an organization, enables it again, or removes it; says first what that does. */
export function EndOrganization({ organization }: { organization: Organization }) {
  const { t } = useTranslation("organization");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const id = organization.organization_id;
  const [asking, setAsking] = useState<"disable" | "remove" | null>(null);
  const change = useChangeOrganization(id);
  const remove = useMutation({
    mutationFn: () => organizationApi.remove(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: organizationsKey() }),
  });
  const sessions = useQuery({
    queryKey: ["sessions", organization.org_id, organization.app_id, "organization", id],
    queryFn: () => liveSessionsOfOrganization(organization, id),
    enabled: asking !== null,
    staleTime: 0,
  });
  const ended = sessions.data === undefined ? t("end.sessionsAll") : t("end.sessions", { count: sessions.data });
  const active = organization.status === "active";

  async function enable() {
    await change.mutateAsync({ status: "active" });
    message.success(t("end.enabled"));
  }

  return (
    <>
      <div className="row">
        <div style={{ flex: "1 1 260px" }}>
          <strong>{active ? t("end.disable") : t("end.enable")}</strong>
          <div className="quiet">{active ? t("end.disableText") : t("end.enableText")}</div>
        </div>
        {active ? (
          <Button danger onClick={() => setAsking("disable")}>
            {t("end.disable")}
          </Button>
        ) : (
          <Button onClick={() => void enable().catch(() => undefined)} loading={change.isPending}>
            {t("end.enable")}
          </Button>
        )}
      </div>
      <div className="row">
        <div style={{ flex: "1 1 260px" }}>
          <strong>{t("end.remove")}</strong>
          <div className="quiet">{t("end.removeText")}</div>
        </div>
        <Button danger onClick={() => setAsking("remove")}>
          {t("end.remove")}
        </Button>
      </div>
      {!active && change.isError && <ErrorState error={change.error} title={t("end.failed")} onRetry={() => void enable().catch(() => undefined)} />}
      <ConfirmWithConsequences
        open={asking === "disable"}
        title={t("end.disableTitle", { title: organization.title })}
        consequences={[t("end.nobodySignsIn"), ended, t("end.noSync"), t("end.canEnable")]}
        action={t("end.disable")}
        onConfirm={() => change.mutateAsync({ status: "disabled" })}
        onClose={() => setAsking(null)}
      />
      <ConfirmWithConsequences
        open={asking === "remove"}
        title={t("end.removeTitle", { title: organization.title })}
        consequences={[t("end.nobodySignsIn"), ended, t("end.directoryGoes"), t("end.grantsGo"), t("end.cannotUndo")]}
        action={t("end.remove")}
        typeToConfirm={organization.title}
        onConfirm={() => remove.mutateAsync()}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
