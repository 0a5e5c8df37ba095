import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, permissionsApi, type Role } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { Modal } from "../../../components/Modal";
import { permissionKeys } from "../keys";

interface Props {
  application: ApplicationAddress;
  role: Role;
  onClose: () => void;
  onShowGrants: () => void;
}

/** Removes a role that no grant uses; otherwise says which have to go first. */
export function RemoveRole({ application, role, onClose, onShowGrants }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const used = useQuery({
    queryKey: [...permissionKeys.grants(application, { role: role.name }), "used"],
    queryFn: async () => (await permissionsApi.grants(application, { role: role.name }, 1)).items.length > 0,
    staleTime: 0,
  });

  async function remove() {
    try {
      await permissionsApi.removeRole(application, role);
    } catch (error) {
      if (asProblem(error).id === "conflict") await used.refetch();
      if (asProblem(error).id !== "not-found") throw error;
    } finally {
      void queries.invalidateQueries({ queryKey: permissionKeys.roles(application) });
    }
    message.success(t("roles.removed"));
  }

  if (used.data) {
    return (
      <Modal
        open
        title={t("roles.removeTitle", { title: role.title })}
        onCancel={onClose}
        footer={[
          <Button key="close" onClick={onClose}>
            {t("common:close")}
          </Button>,
          <Button key="grants" type="primary" onClick={onShowGrants}>
            {t("roles.showGrants")}
          </Button>,
        ]}
      >
        <Alert type="info" showIcon title={t("roles.inUse")} />
      </Modal>
    );
  }
  return (
    <ConfirmWithConsequences
      open={!used.isPending}
      title={t("roles.removeTitle", { title: role.title })}
      consequences={[t("roles.nobodyLoses"), t("roles.nameGoes", { name: role.name })]}
      action={t("roles.remove")}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
