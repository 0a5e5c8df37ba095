import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, type Grant, permissionsApi } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ErrorState } from "../../../components/ErrorState";
import { Modal } from "../../../components/Modal";
import { permissionKeys } from "../keys";
import { useRoleOptions, useRoles } from "../useRoles";
import { changeOf, faultOf, patchOf, replaced } from "./draft";
import { PeriodFields } from "./PeriodFields";
import { PrincipalName } from "./PrincipalName";
import { useAdministratorGuard } from "./useAdministratorGuard";
import { WhatIfPreview } from "./WhatIfPreview";

interface Props {
  application: ApplicationAddress;
  grant: Grant;
  onClose: () => void;
}

const termsOf = (grant: Grant) => ({ role: grant.role, from: grant.valid_from, until: grant.valid_until });

/** Changes the role and times of a grant. If somebody else has changed it meanwhile, it is shown as it is now. */
export default function EditGrant({ application, grant, onClose }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const roles = useRoles(application);
  const roleOptions = useRoleOptions(roles.data);
  const { guarded, dialog } = useAdministratorGuard();
  const [known, setKnown] = useState(grant);
  const [terms, setTerms] = useState(() => termsOf(grant));
  const [reread, setReread] = useState(false);

  const patch = patchOf(known, terms);
  const unchanged = Object.keys(patch).length === 0;
  const fault = unchanged ? null : faultOf(terms, Date.now());
  const change = useMemo(
    () => (unchanged || fault !== null ? null : changeOf([replaced(known, terms)], [known.grant_id], Date.now())),
    [unchanged, fault, known, terms],
  );

  const save = useMutation({
    mutationFn: () => guarded((leave) => permissionsApi.changeGrant(application, known, patch, leave)),
    onSuccess: async () => {
      message.success(t("edit.done"));
      onClose();
      await queries.invalidateQueries({ queryKey: permissionKeys.allGrants(application) });
    },
    onError: async (error) => {
      if (asProblem(error).id !== "precondition-failed") return;
      const now = await permissionsApi.grant(application, known.grant_id).catch(() => null);
      if (now === null) return;
      setKnown(now);
      setTerms(termsOf(now));
      setReread(true);
      save.reset();
      await queries.invalidateQueries({ queryKey: permissionKeys.allGrants(application) });
    },
  });

  return (
    <Modal
      open
      title={t("edit.title")}
      onCancel={onClose}
      okText={t("common:save")}
      cancelText={t("common:cancel")}
      okButtonProps={{ disabled: unchanged || fault !== null, loading: save.isPending }}
      onOk={() => save.mutate()}
    >
      <Form layout="vertical">
        <Form.Item label={t("grants.whom")}>
          <PrincipalName grant={known} />
        </Form.Item>
        {reread && (
          <Form.Item>
            <Alert type="warning" showIcon role="alert" title={t("edit.changedMeanwhile")} description={t("edit.decideAgain")} />
          </Form.Item>
        )}
        {known.effect === "allow" && (
          <Form.Item label={t("new.role")} htmlFor="edit-role">
            <Select
              id="edit-role"
              value={terms.role}
              onChange={(role) => setTerms({ ...terms, role })}
              options={roleOptions}
            />
          </Form.Item>
        )}
        <PeriodFields
          from={terms.from}
          until={terms.until}
          onChange={(times) => setTerms({ ...terms, ...times })}
          error={fault === null || fault === "nobody" ? undefined : t(`fault.${fault}`)}
        />
        {change !== null && <WhatIfPreview application={application} change={change} />}
        {save.isError && <ErrorState error={save.error} />}
      </Form>
      {dialog}
    </Modal>
  );
}
