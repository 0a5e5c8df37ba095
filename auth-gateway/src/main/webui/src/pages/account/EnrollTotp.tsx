import { Button, Form, Input, QRCode } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { consoleApi } from "../../api/console";
import { asProblem, type ProblemError } from "../../api/problem";
import { CopyButton } from "../../components/CopyButton";
import { ErrorState } from "../../components/ErrorState";
import { Modal } from "../../components/Modal";
import { PasswordAsked } from "./PasswordAsked";
import { RecoveryCodes } from "./RecoveryCodes";

type Step =
  | { at: "password" }
  | { at: "scan"; secret: string; uri: string }
  | { at: "codes"; codes: string[] };

/** Password, then the QR code and a first code from it, then the recovery codes: on only when the code was right. */
export function EnrollTotp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  const [step, setStep] = useState<Step>({ at: "password" });
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);

  async function confirm({ code }: { code: string }) {
    setWorking(true);
    setProblem(null);
    try {
      const { recovery_codes: codes } = await consoleApi.confirmTotp(code.replace(/\s/g, ""));
      setStep({ at: "codes", codes });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setWorking(false);
    }
  }

  switch (step.at) {
    case "password":
      return (
        <PasswordAsked
          title={t("turnOn")}
          text={t("passwordFirst")}
          action={t("next")}
          onPassword={async (password) => {
            const { secret, otpauth_uri: uri } = await consoleApi.startTotp(password);
            setStep({ at: "scan", secret, uri });
          }}
          onClose={onClose}
        />
      );
    case "scan": {
      const wrong = problem && (problem.id === "credentials-rejected" || problem.of("code") !== null);
      return (
        <Modal open title={t("turnOn")} onCancel={onClose} footer={null} mask={{ closable: false }}>
          <Form layout="vertical" requiredMark={false} onFinish={(values: { code: string }) => void confirm(values)}>
            <p>{t("scan")}</p>
            <div className="qr" role="img" aria-label={t("qr")}>
              {/* It calls itself an image too, without a name. */}
              <div aria-hidden>
                <QRCode value={step.uri} bordered={false} size={180} type="svg" />
              </div>
            </div>
            <p className="quiet">{t("orType")}</p>
            <div className="value-to-copy">
              <code>{step.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
              <CopyButton value={step.secret} what={t("secret")} labelled />
            </div>
            <Form.Item
              className="spaced"
              label={t("firstCode")}
              name="code"
              rules={[{ required: true, pattern: /^\s*(\d\s*){6}$/, message: t("codeShape") }]}
              {...(wrong ? { help: t("codeWrong"), validateStatus: "error" as const } : {})}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" />
            </Form.Item>
            {problem && !wrong && (
              <Form.Item>
                <ErrorState error={problem} />
              </Form.Item>
            )}
            <div className="row row-end">
              <Button onClick={onClose}>{t("common:cancel")}</Button>
              <Button type="primary" htmlType="submit" loading={working}>
                {t("confirmCode")}
              </Button>
            </div>
          </Form>
        </Modal>
      );
    }
    case "codes":
      return <RecoveryCodes codes={step.codes} onClose={onClose} />;
  }
}
