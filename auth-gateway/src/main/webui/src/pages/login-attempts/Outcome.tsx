import { useTranslation } from "react-i18next";
import { StatusTag, type Tone } from "../../components/StatusTag";

export const OUTCOMES = ["signed_in", "refused", "started", "abandoned", "fell_back"] as const;

const TONES: Record<string, Tone> = { signed_in: "good", refused: "bad", started: "active", abandoned: "notice", fell_back: "neutral" };

/** How an attempt to sign in ended. */
export function Outcome({ outcome }: { outcome: string | null }) {
  const { t } = useTranslation("login-attempts");
  const known = outcome ?? "started";
  return <StatusTag tone={TONES[known] ?? "neutral"}>{known in TONES ? t(`outcomeOf.${known}`) : known}</StatusTag>;
}
