import { useTranslation } from "react-i18next";
import type { ExplainedGrant, Step } from "../../../api/permissions";
import { StatusTag } from "../../../components/StatusTag";
import { EffectTag } from "./EffectTag";
import { GrantStateTag } from "./GrantStateTag";
import { Period } from "./Period";

/** The grants that speak of somebody, each with its way to them; those that decide first. */
export function ExplainedGrants({ grants }: { grants: readonly ExplainedGrant[] }) {
  const { t } = useTranslation("organization");
  const sorted = [...grants].sort((a, b) => Number(b.wins) - Number(a.wins) || Number(b.in_force) - Number(a.in_force));
  return (
    <ul className="changes">
      {sorted.map((grant) => (
        <li key={grant.grant_id}>
          <div className="row">
            <EffectTag effect={grant.effect} />
            <strong>{grant.effect === "deny" ? t("access.entry") : grant.role}</strong>
            {grant.wins && <StatusTag tone="active">{t("access.wins")}</StatusTag>}
            {grant.state !== "in_force" && <GrantStateTag state={grant.state} />}
          </div>
          <Way steps={grant.via} />
          {grant.also_via.map((way, index) => (
            <Way key={index} steps={way} also />
          ))}
          <div className="quiet">
            <Period from={grant.valid_from} until={grant.valid_until} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Way({ steps, also = false }: { steps: readonly Step[]; also?: boolean }) {
  const { t } = useTranslation("organization");
  const names = steps.map((step) => (step.type === "everyone" ? t("access.everyone") : (step.name ?? step.id ?? "")));
  return (
    <div>
      {also && <span className="quiet">{t("access.also")} </span>}
      {names.join(" → ")}
    </div>
  );
}
