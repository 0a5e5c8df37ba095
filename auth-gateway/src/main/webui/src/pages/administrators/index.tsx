import PlusOutlined from "@ant-design/icons/PlusOutlined";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAdministrators, useRemoveAdministrator, useResetAdministrator } from "../../api/administrators";
import type { Administrator } from "../../api/console";
import { Answered } from "../../components/Answered";
import { ConfirmWithConsequences } from "../../components/ConfirmWithConsequences";
import { DataTable } from "../../components/DataTable";
import { PageHeader } from "../../components/PageHeader";
import { SecretOnce } from "../../components/SecretOnce";
import { TimeAgo } from "../../components/Time";
import { PlatformOnly } from "../../session/PlatformOnly";
import { useSession } from "../../session/session";
import { AddAdministrator } from "./AddAdministrator";
import { AdministratorState } from "./AdministratorState";

/** Who may do everything here. */
export default function AdministratorsPage() {
  return (
    <PlatformOnly>
      <Administrators />
    </PlatformOnly>
  );
}

function Administrators() {
  const { t } = useTranslation("administrators");
  const { session } = useSession();
  const query = useAdministrators();
  const reset = useResetAdministrator();
  const remove = useRemoveAdministrator();
  const [adding, setAdding] = useState(false);
  const [resetting, setResetting] = useState<Administrator | null>(null);
  const [removing, setRemoving] = useState<Administrator | null>(null);
  const [made, setMade] = useState<{ username: string; password: string } | null>(null);

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        }
      />
      <Answered query={query}>
        {(administrators) => (
          <DataTable
            caption={t("title")}
            items={administrators}
            rowKey={(item) => item.username}
            columns={[
              {
                key: "username",
                title: t("username"),
                heading: true,
                render: (item) => (
                  <>
                    <span className="strong">{item.username}</span>
                    {item.username === session.username && <span className="quiet"> {t("you")}</span>}
                  </>
                ),
              },
              { key: "state", title: t("state"), render: (item) => <AdministratorState administrator={item} /> },
              { key: "last", title: t("lastLogin"), render: (item) => <TimeAgo at={item.last_login_at} otherwise={t("never")} /> },
              { key: "created", title: t("created"), render: (item) => <TimeAgo at={item.created_at} /> },
              {
                key: "actions",
                title: t("actions"),
                actions: true,
                render: (item) =>
                  item.username !== session.username && (
                    <span className="row">
                      <Button size="small" onClick={() => setResetting(item)}>
                        {t("reset")}
                      </Button>
                      <Button size="small" danger disabled={administrators.length === 1} onClick={() => setRemoving(item)}>
                        {t("remove")}
                      </Button>
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      <AddAdministrator open={adding} onClose={() => setAdding(false)} onAdded={(username, password) => setMade({ username, password })} />
      <ConfirmWithConsequences
        open={resetting !== null}
        title={t("resetTitle", { name: resetting?.username })}
        consequences={[t("resetPassword"), t("resetTotp"), t("resetUnlock"), t("resetSessions")]}
        action={t("reset")}
        onConfirm={async () => {
          if (!resetting) return;
          const { initial_password: password } = await reset.mutateAsync(resetting.username);
          setMade({ username: resetting.username, password });
        }}
        onClose={() => setResetting(null)}
      />
      <ConfirmWithConsequences
        open={removing !== null}
        title={t("removeTitle", { name: removing?.username })}
        consequences={[t("removeSessions"), t("removeRecord")]}
        action={t("remove")}
        typeToConfirm={removing?.username}
        onConfirm={async () => removing && (await remove.mutateAsync(removing.username))}
        onClose={() => setRemoving(null)}
      />
      <SecretOnce
        title={t("initialPassword")}
        values={made && [{ name: t("username"), value: made.username }, { name: t("password"), value: made.password }]}
        onClose={() => setMade(null)}
      >
        <p className="quiet flush">{t("initialHelp")}</p>
      </SecretOnce>
    </>
  );
}
