import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Spin } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, type Grant, permissionsApi } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { permissionKeys } from "../keys";
import { EffectLines } from "./EffectLines";
import { PrincipalName } from "./PrincipalName";
import { useAdministratorGuard } from "./useAdministratorGuard";
import { useWhatIf } from "./useWhatIf";

interface Props {
  application: ApplicationAddress;
  grant: Grant;
  onClose: () => void;
}

/** Removes a grant, after saying who loses access and how many sessions end. */
export default function RemoveGrant({ application, grant, onClose }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { guarded, dialog } = useAdministratorGuard();
  const [known, setKnown] = useState(grant);
  const change = useMemo(() => ({ create: [], delete: [known.grant_id] }), [known]);
  const effects = useWhatIf(application, change);

  async function remove() {
    try {
      await guarded((leave) => permissionsApi.removeGrant(application, known, leave));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.id === "precondition-failed") setKnown(await permissionsApi.grant(application, known.grant_id));
      // Somebody else was quicker: what was wanted is so.
      if (problem.id !== "not-found") throw error;
    }
    message.success(t("remove.done"));
    await queries.invalidateQueries({ queryKey: permissionKeys.allGrants(application) });
  }

  return (
    <>
      <ConfirmWithConsequences
        open
        title={t("remove.title")}
        consequences={[]}
        action={t("grants.remove")}
        onConfirm={remove}
        onClose={onClose}
      >
        <div className="stack" style={{ gap: 12 }}>
          <PrincipalName grant={known} />
          <Alert
            type={effects.data && effects.data.whatIf.loses_count === 0 ? "info" : "warning"}
            showIcon
            aria-live="polite"
            title={t("common:whatHappens")}
            description={
              effects.data ? (
                <EffectLines effects={effects.data} />
              ) : effects.isError ? (
                t("remove.effectsUnknown")
              ) : (
                <>
                  <Spin size="small" /> {t("whatIf.working")}
                </>
              )
            }
          />
        </div>
      </ConfirmWithConsequences>
      {dialog}
    </>
  );
}
