import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/PageHeader";
import { LanguageSwitch } from "../../shell/LanguageSwitch";
import { PasswordSignIn } from "./PasswordSignIn";
import { ThroughFeishu } from "./ThroughFeishu";

/** Two ways in: a platform administrator's password, and Feishu for those who administer an application. */
export default function SignInPage() {
  const { t } = useTranslation("sign-in");
  return (
    <div className="alone">
      <div className="alone-tools">
        <LanguageSwitch />
      </div>
      <main className="card alone-card">
        <img src="/console/icon.svg" alt="" width={40} height={40} />
        <PageHeader title={t("title")} />
        <Tabs
          items={[
            { key: "platform", label: t("platform"), children: <PasswordSignIn /> },
            { key: "member", label: t("member"), children: <ThroughFeishu /> },
          ]}
        />
      </main>
    </div>
  );
}
