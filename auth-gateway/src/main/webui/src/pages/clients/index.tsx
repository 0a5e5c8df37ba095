import PlusOutlined from "@ant-design/icons/PlusOutlined";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRemoveClient, useRotateSecret, useServiceClients, type MadeClient } from "../../api/serviceClients";
import type { ServiceClient } from "../../api/types";
import { ConfirmWithConsequences } from "../../components/ConfirmWithConsequences";
import { EmptyState } from "../../components/EmptyState";
import { PagedTable } from "../../components/PagedTable";
import { PageHeader } from "../../components/PageHeader";
import { SecretOnce } from "../../components/SecretOnce";
import { StatusTag } from "../../components/StatusTag";
import { TimeAgo } from "../../components/Time";
import { useApplicationTitles } from "../../components/useApplicationTitles";
import { PlatformOnly } from "../../session/PlatformOnly";
import { CreateClient } from "./CreateClient";

/** Programs that get tokens from the gateway. */
export default function ClientsPage() {
  return (
    <PlatformOnly>
      <Clients />
    </PlatformOnly>
  );
}

function Clients() {
  const { t } = useTranslation("clients");
  const pages = useServiceClients();
  const titleOf = useApplicationTitles();
  const rotate = useRotateSecret();
  const remove = useRemoveClient();
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<ServiceClient | null>(null);
  const [removing, setRemoving] = useState<ServiceClient | null>(null);
  const [made, setMade] = useState<MadeClient | null>(null);
  const show = (client: MadeClient) => client.client_secret && setMade(client);

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
            {t("create")}
          </Button>
        }
      />
      <PagedTable
        pages={pages}
        caption={t("title")}
        rowKey={(item) => item.client_id}
        empty={<EmptyState text={t("empty")} />}
        columns={[
          {
            key: "id",
            title: t("clientId"),
            heading: true,
            render: (item) => (
              <>
                <code className="strong">{item.client_id}</code> {item.built_in && <StatusTag tone="neutral">{t("builtIn")}</StatusTag>}
                {item.org_id && item.app_id && <div className="quiet">{t("of", { application: titleOf(item.org_id, item.app_id) })}</div>}
              </>
            ),
          },
          {
            key: "scopes",
            title: t("scopes"),
            render: (item) =>
              item.scopes.length === 0 ? "–" : <span className="scopes">{item.scopes.map((scope) => <code key={scope}>{scope}</code>)}</span>,
          },
          { key: "method", title: t("method"), render: (item) => t(`methodOf.${item.token_endpoint_auth_method}`) },
          { key: "created", title: t("created"), render: (item) => <TimeAgo at={item.created_at} /> },
          {
            key: "actions",
            title: t("actions"),
            actions: true,
            render: (item) =>
              !item.built_in && (
                <span className="row">
                  {item.token_endpoint_auth_method === "client_secret_basic" && (
                    <Button size="small" onClick={() => setRotating(item)} aria-label={t("rotateOf", { id: item.client_id })}>
                      {t("rotate")}
                    </Button>
                  )}
                  <Button size="small" danger onClick={() => setRemoving(item)} aria-label={t("removeOf", { id: item.client_id })}>
                    {t("remove")}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <CreateClient open={creating} onClose={() => setCreating(false)} onCreated={show} />
      <ConfirmWithConsequences
        open={rotating !== null}
        harmless
        title={t("rotateTitle", { id: rotating?.client_id })}
        consequences={[t("rotateNew"), t("rotateOld"), t("rotateOlder")]}
        action={t("rotate")}
        onConfirm={async () => rotating && show(await rotate.mutateAsync(rotating.client_id))}
        onClose={() => setRotating(null)}
      />
      <ConfirmWithConsequences
        open={removing !== null}
        title={t("removeTitle", { id: removing?.client_id })}
        consequences={[t("removeTokens"), ...(removing?.org_id ? [t("removeSignIn")] : [])]}
        action={t("remove")}
        typeToConfirm={removing?.client_id}
        onConfirm={async () => removing && (await remove.mutateAsync(removing.client_id))}
        onClose={() => setRemoving(null)}
      />
      <SecretOnce
        title={t("secretTitle")}
        values={made && [{ name: "client_id", value: made.client_id }, { name: "client_secret", value: made.client_secret ?? "" }]}
        onClose={() => setMade(null)}
      />
    </>
  );
}
