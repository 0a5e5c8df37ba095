import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ApplicationAddress, permissionsApi, type Role } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ErrorState } from "../../../components/ErrorState";
import { Modal } from "../../../components/Modal";
import { permissionKeys } from "../keys";

interface Props {
  application: ApplicationAddress;
  /** Null: a new one. */
  role: Role | null;
  onClose: () => void;
}

interface Values {
  name: string;
  title: string;
}

/** Makes a role, or gives one another title; its name is for ever. */
export function RoleForm({ application, role, onClose }: Props) {
  const { t } = useTranslation("authorize");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const key = useRef({ for: "", key: "" });

  const save = useMutation({
    mutationFn: (values: Values) => {
      const title = values.title?.trim() || values.name;
      if (role) return permissionsApi.renameRole(application, role, title);
      const wanted = { name: values.name, title };
      const request = JSON.stringify(wanted);
      if (key.current.for !== request) key.current = { for: request, key: crypto.randomUUID() };
      return permissionsApi.makeRole(application, wanted, key.current.key);
    },
    onSuccess: async () => {
      message.success(role ? t("roles.renamed") : t("roles.made"));
      onClose();
      await queries.invalidateQueries({ queryKey: permissionKeys.roles(application) });
    },
    onError: (error) => {
      if (asProblem(error).id === "precondition-failed") {
        void queries.invalidateQueries({ queryKey: permissionKeys.roles(application) });
      }
    },
  });
  const taken = save.isError && !role && asProblem(save.error).id === "conflict";

  return (
    <Modal
      open
      title={role ? t("roles.renameTitle", { name: role.name }) : t("roles.new")}
      okText={t("common:save")}
      cancelText={t("common:cancel")}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={role ? { name: role.name, title: role.title } : {}}
        onFinish={(values) => save.mutate(values)}
      >
        {!role && (
          <Form.Item
            name="name"
            label={t("roles.name")}
            extra={t("roles.nameHint")}
            rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, message: t("roles.nameRule") }]}
            {...(taken ? ({ validateStatus: "error", help: t("roles.taken") } as const) : {})}
          >
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="title" label={t("roles.title")} rules={[{ required: role !== null, whitespace: true, max: 200 }]}>
          <Input autoComplete="off" />
        </Form.Item>
        {save.isError && !taken && <ErrorState error={save.error} />}
      </Form>
    </Modal>
  );
}
