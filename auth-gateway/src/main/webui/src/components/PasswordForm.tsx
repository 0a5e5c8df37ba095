import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { consoleApi } from "../api/console";
import { asProblem, type ProblemError } from "../api/problem";
import { ErrorState } from "./ErrorState";
import { said } from "./fieldErrors";
import { PasswordFields } from "./PasswordFields";

interface Values {
  current: string;
  next: string;
  again: string;
}

/** Changes the password of who is signed in. */
export function PasswordForm({ username, onChanged }: { username: string | null; onChanged: () => void }) {
  const { t } = useTranslation("password");
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [working, setWorking] = useState(false);

  async function change(values: Values) {
    setWorking(true);
    setProblem(null);
    try {
      await consoleApi.changePassword(values.current, values.next);
      form.resetFields();
      onChanged();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setWorking(false);
    }
  }

  const wrongCurrent = problem?.id === "credentials-rejected" || problem?.of("current_password") != null;
  const newWrong = problem?.of("new_password");
  const errors = { current: wrongCurrent ? t("currentWrong") : null, next: newWrong == null ? null : said(newWrong) };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void change(values)} onValuesChange={() => setProblem(null)}>
      <PasswordFields username={username} errors={errors} />
      {problem && !errors.current && !errors.next && (
        <Form.Item>
          <ErrorState error={problem} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={working}>
        {t("change")}
      </Button>
    </Form>
  );
}
