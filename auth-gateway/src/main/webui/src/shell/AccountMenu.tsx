import UserOutlined from "@ant-design/icons/UserOutlined";
import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { asProblem } from "../api/problem";
import { RequestId } from "../components/ErrorState";
import { ProblemTitle } from "../components/ProblemTitle";
import { useSession } from "../session/session";

/** Who is signed in, their account, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation("shell");
  const { session, signOut } = useSession();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const items = [
    ...(session.kind === "platform" ? [{ key: "account", label: t("account") }] : []),
    { key: "sign-out", label: t("signOut") },
  ];

  async function choose(key: string) {
    if (key === "account") {
      await navigate("/account");
      return;
    }
    try {
      await signOut();
    } catch (error) {
      const problem = asProblem(error);
      message.error({
        duration: 10,
        content: (
          <>
            <ProblemTitle problem={problem} />
            <RequestId problem={problem} />
          </>
        ),
      });
    }
  }

  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void choose(key) }} trigger={["click"]}>
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={t("accountOf", { name: session.name })}>
        <span className="account-name">{session.name}</span>
      </Button>
    </Dropdown>
  );
}
