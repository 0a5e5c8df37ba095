import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccessRequest, type ApplicationAddress, permissionsApi } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ErrorState } from "../../../components/ErrorState";
import { Modal } from "../../../components/Modal";
import { changeOf, faultOf } from "../grants/draft";
import { PeriodFields } from "../grants/PeriodFields";
import { WhatIfPreview } from "../grants/WhatIfPreview";
import { permissionKeys } from "../keys";
import { useRoleOptions, useRoles } from "../useRoles";

const LONGEST_NOTE = 500;

interface Props {
  application: ApplicationAddress;
  request: AccessRequest;
  approve: boolean;
  onClose: () => void;
}

/** Answers a request: with a role, until when, and a note; or with a note that says why not. */
export default function AnswerRequest({ application, request, approve, onClose }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const roles = useRoles(application);
  const roleOptions = useRoleOptions(roles.data);
  const [role, setRole] = useState("member");
  const [until, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const fault = faultOf({ from: null, until }, Date.now());

  const change = useMemo(() => {
    if (!approve || fault !== null) return null;
    const grant = {
      organization_id: request.organization_id,
      principal: { type: "member" as const, id: request.member.member_id },
      role,
      effect: "allow" as const,
      valid_from: null,
      valid_until: until,
    };
    return changeOf([grant], [], Date.now());
  }, [approve, fault, request, role, until]);

  const answer = useMutation({
    mutationFn: () => {
      const said = note.trim() || undefined;
      return approve
        ? permissionsApi.approve(application, request.access_request_id, {
            role,
            valid_until: until ?? undefined,
            note: said,
          })
        : permissionsApi.decline(application, request.access_request_id, { note: said });
    },
    onSuccess: () => {
      message.success(approve ? t("requests.approved") : t("requests.declined"));
      onClose();
    },
    onError: (error) => {
      if (asProblem(error).id !== "conflict") return;
      message.info(t("requests.answeredMeanwhile"));
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: permissionKeys.allRequests(application) }),
        queries.invalidateQueries({ queryKey: permissionKeys.allGrants(application) }),
      ]),
  });

  const { name } = request.member;
  return (
    <Modal
      open
      title={approve ? t("requests.approveTitle", { name }) : t("requests.declineTitle", { name })}
      okText={approve ? t("requests.approve") : t("requests.decline")}
      cancelText={t("common:cancel")}
      okButtonProps={{ danger: !approve, disabled: fault !== null, loading: answer.isPending }}
      onOk={() => answer.mutate()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <blockquote className="reason">{request.reason}</blockquote>
        {approve && (
          <>
            <Form.Item label={t("new.role")} htmlFor="request-role">
              <Select id="request-role" value={role} onChange={setRole} options={roleOptions} />
            </Form.Item>
            <PeriodFields
              onlyUntil
              from={null}
              until={until}
              onChange={(times) => setUntil(times.until)}
              error={fault === null ? undefined : t(`fault.${fault}`)}
            />
          </>
        )}
        <Form.Item
          label={t("requests.note")}
          htmlFor="request-note"
          extra={approve ? t("requests.noteKept") : t("requests.noteRead")}
        >
          <Input.TextArea
            id="request-note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            maxLength={LONGEST_NOTE}
            showCount
            rows={3}
          />
        </Form.Item>
        {approve && change && <WhatIfPreview application={application} change={change} />}
        {answer.isError && <ErrorState error={answer.error} />}
      </Form>
    </Modal>
  );
}
