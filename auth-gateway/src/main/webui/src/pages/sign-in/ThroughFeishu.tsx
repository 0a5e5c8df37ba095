import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

const SEGMENT = /^[A-Za-z0-9_-]{1,64}$/;

/** The two ids in what somebody typed or pasted: `org/app`, or any address of the application. */
export function applicationIn(text: string): { orgId: string; appId: string } | null {
  const path = text.trim().replace(/^[a-z]+:\/\/[^/]*/i, "");
  const [orgId = "", appId = ""] = path.split(/[?#]/)[0]?.split("/").filter(Boolean) ?? [];
  return SEGMENT.test(orgId) && SEGMENT.test(appId) && orgId !== "console" && orgId !== "api" ? { orgId, appId } : null;
}

/** Takes who administers an application to its sign-in at Feishu, which leads back to the console. */
export function ThroughFeishu() {
  const { t } = useTranslation("sign-in");

  function open({ application }: { application: string }) {
    const found = applicationIn(application);
    if (found) window.location.assign(`/${found.orgId}/${found.appId}/console`);
  }

  return (
    <Form layout="vertical" requiredMark={false} onFinish={open}>
      <p className="quiet">{t("memberHelp")}</p>
      <Form.Item
        label={t("application")}
        name="application"
        extra={t("applicationHelp")}
        rules={[
          { required: true, message: t("applicationMissing") },
          {
            validator: (_, value: string | undefined) =>
              !value || applicationIn(value) ? Promise.resolve() : Promise.reject(new Error(t("applicationWrong"))),
          },
        ]}
      >
        <Input autoCapitalize="none" spellCheck={false} placeholder="whwy/app1769584429813" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {t("openThroughFeishu")}
      </Button>
    </Form>
  );
}
