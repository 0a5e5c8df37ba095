import { useTranslation } from "react-i18next";
import type { Effects } from "./useWhatIf";

/** How many names are told before the rest is only counted. */
const NAMED = 12;

/** What a change does, a line each: who gains, who loses and how many sessions end, whose roles change. */
export function EffectLines({ effects }: { effects: Effects }) {
  const { t } = useTranslation("authorize");
  const { whatIf, sessions } = effects;
  const nothing = whatIf.gains_count + whatIf.loses_count + whatIf.changes_count === 0;
  return (
    <ul className="plain-list">
      {whatIf.gains_count > 0 && (
        <li>
          <strong>{t("whatIf.gain", { count: whatIf.gains_count })}</strong>
          <Names people={whatIf.gains} count={whatIf.gains_count} />
        </li>
      )}
      {whatIf.loses_count > 0 && (
        <li>
          <strong>{t("whatIf.lose", { count: whatIf.loses_count })}</strong>
          <Names people={whatIf.loses} count={whatIf.loses_count} />
        </li>
      )}
      {whatIf.loses_count > 0 && (
        <li>
          {sessions === null
            ? t("whatIf.sessionsUnknown")
            : sessions === 0
              ? t("whatIf.noSessions")
              : t("whatIf.sessions", { count: sessions })}
        </li>
      )}
      {whatIf.changes_count > 0 && (
        <li>
          {t("whatIf.change", { count: whatIf.changes_count })}
          <ul className="plain-list quiet">
            {whatIf.changes.slice(0, NAMED).map((one) => (
              <li key={one.member_id}>
                {t("whatIf.roles", {
                  name: one.name,
                  before: one.roles_before.join(t("listSeparator")),
                  after: one.roles.join(t("listSeparator")),
                })}
              </li>
            ))}
          </ul>
        </li>
      )}
      {nothing && <li>{t("whatIf.nothing")}</li>}
      {whatIf.leaves_without_administrator && <li>{t("whatIf.noAdministrator")}</li>}
    </ul>
  );
}

function Names({ people, count }: { people: readonly { member_id: string; name: string }[]; count: number }) {
  const { t } = useTranslation("authorize");
  const named = people.slice(0, NAMED).map((one) => one.name).join(t("listSeparator"));
  return (
    <div className="quiet">
      {named}
      {count > NAMED && ` ${t("whatIf.andMore", { count: count - NAMED })}`}
    </div>
  );
}
