import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/PageHeader";
import { PasswordForm } from "../../components/PasswordForm";
import { useSession } from "../../session/session";
import { LanguageSwitch } from "../../shell/LanguageSwitch";

/** Shown instead of everything else while the first password has not been changed. */
export default function PasswordPage() {
  const { t } = useTranslation("password");
  const { session, reload, signOut } = useSession();
  const { message } = App.useApp();
  return (
    <div className="alone">
      <div className="alone-tools">
        <LanguageSwitch />
        <Button type="text" onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
      </div>
      <main className="card alone-card">
        <PageHeader title={t("title")} description={t("first")} />
        <PasswordForm
          username={session.username}
          onChanged={() => {
            message.success(t("changed"));
            void reload();
          }}
        />
      </main>
    </div>
  );
}
