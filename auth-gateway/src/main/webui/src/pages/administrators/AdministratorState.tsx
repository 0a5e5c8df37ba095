import { useTranslation } from "react-i18next";
import type { Administrator } from "../../api/console";
import { StatusTag } from "../../components/StatusTag";
import { TimeAgo } from "../../components/Time";

/** What is to be known of an administrator's account at a glance. */
export function AdministratorState({ administrator }: { administrator: Administrator }) {
  const { t } = useTranslation("administrators");
  const locked = administrator.locked_until !== null && Date.parse(administrator.locked_until) > Date.now();
  return (
    <span className="row">
      {locked && (
        <StatusTag tone="bad">
          {t("locked")} <TimeAgo at={administrator.locked_until} />
        </StatusTag>
      )}
      {administrator.password_change_required && <StatusTag tone="notice">{t("passwordPending")}</StatusTag>}
      <StatusTag tone={administrator.totp_enabled ? "good" : "neutral"}>{t(administrator.totp_enabled ? "totpOn" : "totpOff")}</StatusTag>
    </span>
  );
}
