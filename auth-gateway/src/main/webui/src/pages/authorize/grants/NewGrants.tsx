import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Radio, Select } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, permissionsApi } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { ErrorState } from "../../../components/ErrorState";
import { permissionKeys } from "../keys";
import { DepartmentPicker } from "../people/DepartmentPicker";
import { PeoplePicker } from "../people/PeoplePicker";
import { useRoleOptions, useRoles } from "../useRoles";
import { changeOf, type Draft, emptyDraft, faultOf, grantsOf } from "./draft";
import { PeriodFields } from "./PeriodFields";
import { useAdministratorGuard } from "./useAdministratorGuard";
import { WhatIfPreview } from "./WhatIfPreview";

interface Props {
  application: ApplicationAddress;
  organizations: readonly Organization[];
  onClose: () => void;
}

/** Grants people, departments or everyone a role, and shows who gains before it is saved. */
export default function NewGrants({ application, organizations, onClose }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const roles = useRoles(application);
  const roleOptions = useRoleOptions(roles.data);
  const { guarded, dialog } = useAdministratorGuard();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(organizations[0]?.organization_id ?? ""));
  const set = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));

  const grants = useMemo(() => grantsOf(draft), [draft]);
  const fault = faultOf(draft, Date.now());
  const change = useMemo(() => (fault === null ? changeOf(grants, [], Date.now()) : null), [grants, fault]);
  const key = useKeyOf(grants);

  const save = useMutation({
    mutationFn: () => guarded((leave) => permissionsApi.makeGrants(application, grants, key(leave), leave)),
    onSuccess: async () => {
      message.success(t("new.done", { count: grants.length }));
      onClose();
      await queries.invalidateQueries({ queryKey: permissionKeys.allGrants(application) });
    },
  });

  return (
    <>
      <Form layout="vertical" onFinish={() => save.mutate()}>
        {organizations.length > 1 && (
          <Form.Item label={t("new.organization")} htmlFor="grant-organization">
            <Select
              id="grant-organization"
              value={draft.organization}
              onChange={(organization) => set({ organization, members: [], departments: [] })}
              options={organizations.map((one) => ({ value: one.organization_id, label: one.title }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t("new.whom")}>
          <Radio.Group
            value={draft.whom}
            onChange={(event) => set({ whom: event.target.value as Draft["whom"] })}
            optionType="button"
            options={(["members", "departments", "everyone"] as const).map((whom) => ({
              value: whom,
              label: t(`whom.${whom}`),
            }))}
          />
        </Form.Item>
        <Whom draft={draft} set={set} />
        <Form.Item label={t("new.effect")}>
          <Radio.Group
            value={draft.effect}
            onChange={(event) => set({ effect: event.target.value as Draft["effect"] })}
            options={(["allow", "deny"] as const).map((effect) => ({ value: effect, label: t(`effect.${effect}`) }))}
          />
          {draft.effect === "deny" && <div className="quiet">{t("new.denyWins")}</div>}
        </Form.Item>
        {draft.effect === "allow" && (
          <Form.Item label={t("new.role")} htmlFor="grant-role">
            <Select
              id="grant-role"
              value={draft.role}
              onChange={(role) => set({ role })}
              options={roleOptions}
              loading={roles.isPending}
              notFoundContent={roles.isError ? t("roles.failed") : undefined}
            />
          </Form.Item>
        )}
        <PeriodFields
          from={draft.from}
          until={draft.until}
          onChange={set}
          error={fault === null || fault === "nobody" ? undefined : t(`fault.${fault}`)}
        />
        <WhatIfPreview application={application} change={change} />
        <div className="row" style={{ marginTop: 16 }}>
          <Button
            type="primary"
            danger={draft.effect === "deny"}
            htmlType="submit"
            disabled={fault !== null}
            loading={save.isPending}
          >
            {draft.effect === "deny" ? t("new.deny") : t("new.save")}
          </Button>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
        </div>
      </Form>
      {save.isError && (
        <div style={{ marginTop: 16 }}>
          <ErrorState error={save.error} />
        </div>
      )}
      {dialog}
    </>
  );
}

function Whom({ draft, set }: { draft: Draft; set: (some: Partial<Draft>) => void }) {
  const { t } = useTranslation("authorize");
  switch (draft.whom) {
    case "members":
      return (
        <Form.Item label={t("whom.members")} htmlFor="grant-members">
          <PeoplePicker
            id="grant-members"
            label={t("whom.members")}
            organization={draft.organization}
            value={draft.members}
            onChange={(members) => set({ members })}
          />
        </Form.Item>
      );
    case "departments":
      return (
        <Form.Item label={t("whom.departments")}>
          <DepartmentPicker
            organization={draft.organization}
            value={draft.departments}
            onChange={(departments) => set({ departments })}
          />
          <Checkbox
            checked={draft.includeSubDepartments}
            onChange={(event) => set({ includeSubDepartments: event.target.checked })}
          >
            {t("new.includeSubDepartments")}
          </Checkbox>
        </Form.Item>
      );
    case "everyone":
      return <p className="quiet">{t("new.everyoneText")}</p>;
  }
}

/** A key for one and the same request, however often it is sent: another as soon as something else is asked for. */
function useKeyOf(asked: unknown): (variant: unknown) => string {
  const kept = useRef(new Map<string, string>());
  return (variant) => {
    const request = JSON.stringify([asked, variant ?? null]);
    const known = kept.current.get(request) ?? crypto.randomUUID();
    kept.current.set(request, known);
    return known;
  };
}
