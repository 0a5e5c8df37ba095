import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

const MIN_CHARACTERS = 12;
const MAX_BYTES = 72;

/** Why a password cannot be taken, as the gateway judges it; null where it can. */
export function passwordFault(password: string, username: string | null, current: string): PasswordFault | null {
  if ([...password].length < MIN_CHARACTERS) return "short";
  if (new TextEncoder().encode(password).length > MAX_BYTES) return "long";
  if (username !== null && password.toLowerCase() === username.toLowerCase()) return "username";
  if (password === current) return "same";
  return null;
}

export type PasswordFault = "short" | "long" | "username" | "same";

/** The current password, the new one, and the new one again. */
export function PasswordFields({ username, errors }: { username: string | null; errors: { current: string | null; next: string | null } }) {
  const { t } = useTranslation("password");
  return (
    <>
      {/* For password managers, which otherwise cannot know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={username ?? ""} readOnly hidden />
      <Form.Item
        label={t("current")}
        name="current"
        rules={[{ required: true, message: t("currentMissing") }]}
        {...(errors.current ? { help: errors.current, validateStatus: "error" as const } : {})}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        label={t("next")}
        name="next"
        dependencies={["current"]}
        extra={t("rule")}
        rules={[
          { required: true, message: t("nextMissing") },
          ({ getFieldValue }) => ({
            validator: (_, value: string | undefined) => {
              if (!value) return Promise.resolve();
              const fault = passwordFault(value, username, String(getFieldValue("current") ?? ""));
              return fault ? Promise.reject(new Error(t(`fault.${fault}`))) : Promise.resolve();
            },
          }),
        ]}
        {...(errors.next ? { help: errors.next, validateStatus: "error" as const } : {})}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        label={t("again")}
        name="again"
        dependencies={["next"]}
        rules={[
          { required: true, message: t("againMissing") },
          ({ getFieldValue }) => ({
            validator: (_, value: string | undefined) =>
              !value || value === getFieldValue("next") ? Promise.resolve() : Promise.reject(new Error(t("different"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
