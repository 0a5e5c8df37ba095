import { useTranslation } from "react-i18next";
import type { GrantState } from "../../../api/permissions";
import { StatusTag, type Tone } from "../../../components/StatusTag";

const TONES: Record<GrantState, Tone> = {
  in_force: "good",
  scheduled: "active",
  expired: "neutral",
  orphaned: "notice",
};

/** Whether a grant holds now, and why not. */
export function GrantStateTag({ state }: { state: GrantState }) {
  const { t } = useTranslation("organization");
  return <StatusTag tone={TONES[state]}>{t(`grantState.${state}`)}</StatusTag>;
}
