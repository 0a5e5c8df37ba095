import { Alert, Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { ApplicationAddress, Change } from "../../../api/permissions";
import { asProblem } from "../../../api/problem";
import { ErrorState } from "../../../components/ErrorState";
import { AbsoluteTime } from "../../../components/Time";
import { EffectLines } from "./EffectLines";
import { useWhatIf } from "./useWhatIf";

interface Props {
  application: ApplicationAddress;
  /** Null while there is nothing to try. */
  change: Change | null;
  title?: string;
}

/** Whom a change concerns, before it is made. */
export function WhatIfPreview({ application, change, title }: Props) {
  const { t } = useTranslation("authorize");
  const heading = title ?? t("whatIf.title");
  const query = useWhatIf(application, change);
  return (
    <section aria-live="polite" aria-label={heading}>
      {change === null ? (
        <Alert type="info" title={heading} description={t("whatIf.chooseFirst")} />
      ) : query.isError && asProblem(query.error).id === "conflict" ? (
        <Alert type="warning" showIcon title={t("whatIf.same")} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Alert
          type="info"
          title={heading}
          description={
            <>
              <Spin size="small" /> {t("whatIf.working")}
            </>
          }
        />
      ) : (
        <Alert
          type={query.data.whatIf.loses_count > 0 || query.data.whatIf.leaves_without_administrator ? "warning" : "info"}
          showIcon
          title={heading}
          description={
            <>
              {change.at && (
                <p style={{ margin: "0 0 4px" }}>
                  {t("whatIf.asOf")} <AbsoluteTime at={change.at} />
                </p>
              )}
              <EffectLines effects={query.data} />
            </>
          }
        />
      )}
    </section>
  );
}
