import { App } from "antd";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/PageHeader";
import { PasswordForm } from "../../components/PasswordForm";
import { PlatformOnly } from "../../session/PlatformOnly";
import { useSession } from "../../session/session";
import { SecondFactor } from "./SecondFactor";

/** One's own password and second factor. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const { session, reload } = useSession();
  const { message } = App.useApp();
  return (
    <PlatformOnly>
      <PageHeader title={t("title")} description={t("signedInAs", { name: session.username ?? session.name })} />
      <div className="stack narrow">
        <section className="card" aria-labelledby="password-heading">
          <h2 id="password-heading" className="card-heading">
            {t("password")}
          </h2>
          <PasswordForm
            username={session.username}
            onChanged={() => {
              message.success(t("passwordChanged"));
              void reload();
            }}
          />
        </section>
        <SecondFactor />
      </div>
    </PlatformOnly>
  );
}
