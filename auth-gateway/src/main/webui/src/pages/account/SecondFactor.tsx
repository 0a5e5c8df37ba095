import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StatusTag } from "../../components/StatusTag";
import { useSession } from "../../session/session";
import { EnrollTotp } from "./EnrollTotp";
import { PasswordAsked } from "./PasswordAsked";
import { consoleApi } from "../../api/console";

/** Whether signing in asks for a code, and turning that on and off. */
export function SecondFactor() {
  const { t } = useTranslation("account");
  const { session, reload } = useSession();
  const [enrolling, setEnrolling] = useState(false);
  const [disabling, setDisabling] = useState(false);
  return (
    <section className="card stack" aria-labelledby="totp-heading">
      <div className="row">
        <h2 id="totp-heading">{t("secondFactor")}</h2>
        <StatusTag tone={session.totp_enabled ? "good" : "neutral"}>{session.totp_enabled ? t("on") : t("off")}</StatusTag>
      </div>
      <p className="quiet flush">{t("secondFactorText")}</p>
      <div>
        {session.totp_enabled ? (
          <Button onClick={() => setDisabling(true)} danger>
            {t("turnOff")}
          </Button>
        ) : (
          <Button type="primary" onClick={() => setEnrolling(true)}>
            {t("turnOn")}
          </Button>
        )}
      </div>
      {enrolling && (
        <EnrollTotp
          onClose={() => {
            setEnrolling(false);
            void reload();
          }}
        />
      )}
      {disabling && (
        <PasswordAsked
          title={t("turnOff")}
          text={t("turnOffText")}
          action={t("turnOff")}
          danger
          onPassword={async (password) => {
            await consoleApi.disableTotp(password);
            setDisabling(false);
            await reload();
          }}
          onClose={() => setDisabling(false)}
        />
      )}
    </section>
  );
}
