import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useRemoveApplication } from "../../api/applications";
import { useOrganizations } from "../../api/organizations";
import { useActiveSessions } from "../../api/sessions";
import type { Application } from "../../api/types";
import { ConfirmWithConsequences } from "../../components/ConfirmWithConsequences";
import { useSession } from "../../session/session";

/** Removing the application, for platform administrators. */
export function RemoveApplication({ application }: { application: Application }) {
  const { t } = useTranslation("application");
  const { session } = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const id = { orgId: application.org_id, appId: application.app_id };
  const remove = useRemoveApplication(id);
  const sessions = useActiveSessions(id, open);
  const organizations = useOrganizations(id);
  if (session.kind !== "platform") return null;

  const count = sessions.data?.count ?? 0;
  return (
    <section className="card stack" aria-labelledby="remove">
      <h3 id="remove">{t("remove")}</h3>
      <div>
        <Button danger onClick={() => setOpen(true)}>
          {t("remove")}
        </Button>
      </div>
      <ConfirmWithConsequences
        open={open}
        title={t("removeTitle", { title: application.title })}
        consequences={[
          ...(sessions.data ? [t(sessions.data.more ? "endsMore" : "ends", { count })] : [t("endsSome")]),
          t("unreachable", { path: `/${application.org_id}/${application.app_id}` }),
          ...(organizations.data?.length ? [t("organizationsStay", { count: organizations.data.length })] : []),
        ]}
        action={t("remove")}
        typeToConfirm={application.app_id}
        onConfirm={async () => {
          await remove.mutateAsync();
          await navigate("/applications");
        }}
        onClose={() => setOpen(false)}
      />
    </section>
  );
}
