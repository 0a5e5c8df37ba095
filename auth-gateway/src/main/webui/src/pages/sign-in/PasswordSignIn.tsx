import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { consoleApi } from "../../api/console";
import { asProblem, type ProblemError } from "../../api/problem";
import { ErrorState } from "../../components/ErrorState";
import { clearFields, showAtFields } from "../../components/fieldErrors";
import { SESSION_KEY } from "../../session/SessionProvider";
import { HOME, returnTo } from "./returnTo";

interface Values {
  username: string;
  password: string;
  totp?: string;
}

/** User name and password, then the code where the account has a second factor. */
export function PasswordSignIn() {
  const { t } = useTranslation("sign-in");
  const [form] = Form.useForm<Values>();
  const [needsCode, setNeedsCode] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();

  async function signIn(values: Values) {
    setWorking(true);
    setProblem(null);
    clearFields(form);
    const { username, password, totp } = values;
    try {
      const session = await consoleApi.signIn({
        username: username.trim(),
        password,
        ...(totp ? { totp: totp.replace(/\s/g, "") } : {}),
      });
      queries.clear();
      queries.setQueryData(SESSION_KEY, session);
      await navigate(returnTo(query.get("return_to")), { replace: true });
    } catch (error) {
      const refused = asProblem(error);
      if (refused.id === "totp-required") {
        setNeedsCode(true);
      } else {
        form.setFieldValue("totp", undefined);
        setProblem(showAtFields(form, refused));
      }
    } finally {
      setWorking(false);
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void signIn(values)}>
      {returnTo(query.get("return_to")) !== HOME && !problem && !needsCode && (
        <Form.Item>
          <Alert type="info" role="status" title={t("goOn")} />
        </Form.Item>
      )}
      <div hidden={needsCode}>
        <p className="quiet flush spaced-below">{t("platformHelp")}</p>
        <Form.Item label={t("username")} name="username" rules={[{ required: true, whitespace: true, message: t("usernameMissing") }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item label={t("password")} name="password" rules={[{ required: true, message: t("passwordMissing") }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </div>
      {needsCode && (
        <Form.Item label={t("code")} name="totp" extra={t("codeHelp")} rules={[{ required: true, message: t("codeMissing") }]}>
          {/* The step was asked for: whoever is here wants to type the code next. */}
          <Input autoComplete="one-time-code" inputMode="text" spellCheck={false} ref={(input) => input?.focus()} />
        </Form.Item>
      )}
      {problem && (
        <Form.Item>
          <Refusal problem={problem} />
        </Form.Item>
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={working} className="grow">
          {needsCode ? t("verify") : t("signIn")}
        </Button>
        {needsCode && (
          <Button
            onClick={() => {
              setNeedsCode(false);
              setProblem(null);
              form.setFieldValue("totp", undefined);
            }}
          >
            {t("back")}
          </Button>
        )}
      </div>
    </Form>
  );
}

function Refusal({ problem }: { problem: ProblemError }) {
  const { t } = useTranslation("sign-in");
  if (problem.id === "credentials-rejected") return <ErrorState error={problem} title={t("rejected")} text="" />;
  if (problem.id === "too-many-requests") {
    const minutes = Math.max(1, Math.ceil((problem.retryAfter ?? 60) / 60));
    return <ErrorState error={problem} title={t("locked", { count: minutes })} text={t("lockedWhy")} />;
  }
  return <ErrorState error={problem} />;
}
