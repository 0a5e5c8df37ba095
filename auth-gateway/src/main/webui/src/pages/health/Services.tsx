import { useTranslation } from "react-i18next";
import type { HealthReport } from "../../api/console";
import { StatusTag, type Tone } from "../../components/StatusTag";

const TONES: Record<"unknown" | "ready" | "notReady", Tone> = { unknown: "neutral", ready: "good", notReady: "bad" };

/** What the services call their checks; the first two are Quarkus's own names. */
const CHECKS: Record<string, "database" | "kafka" | "sessions" | "warmUp" | "directory"> = {
  "Database connections health check": "database",
  "SmallRye Reactive Messaging - readiness check": "kafka",
  "sessions topic": "sessions",
  "warm-up": "warmUp",
  "directory-events": "directory",
};

/** `null`: the service did not answer the gateway. */
function stateOf(ready: boolean | null): keyof typeof TONES {
  if (ready === null) return "unknown";
  return ready ? "ready" : "notReady";
}

/** Whether each service can work, and which of the things it needs are away. */
export function Services({ services }: Pick<HealthReport, "services">) {
  const { t } = useTranslation("health");
  return (
    <ul className="services">
      {services.map(({ name, ready, checks }) => (
        <li key={name} className="card">
          <div className="row">
            <h3>{name}</h3>
            <StatusTag tone={TONES[stateOf(ready)]}>{t(`state.${stateOf(ready)}`)}</StatusTag>
          </div>
          {checks.length > 0 && (
            <ul className="checks">
              {checks.map((check) => (
                <li key={check.name}>
                  <span aria-hidden className={check.up ? "dot dot-good" : "dot dot-bad"} />
                  {check.name in CHECKS ? t(`check.${CHECKS[check.name]}`) : check.name}
                  <span className={check.up ? "visually-hidden" : "strong"}> {t(check.up ? "up" : "down")}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
