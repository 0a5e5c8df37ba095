import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Attempt } from "../../api/types";
import { StatusTag, type Tone } from "../../components/StatusTag";

export const OUTCOMES = ["signed_in", "refused", "started", "abandoned", "fell_back"] as const;

const TONES: Record<string, Tone> = { signed_in: "good", refused: "bad", started: "active", abandoned: "notice", fell_back: "neutral" };

/** Whether they did come back from Feishu, although how it ended was never noted. */
export function hasReturned({ outcome, returned_at: returned }: Pick<Attempt, "outcome" | "returned_at">): boolean {
  return outcome === "abandoned" && returned !== null;
}

/** Who it was, as far as is known: Feishu says so only when they come back, and not always then. */
export function personOf({ name, returned_at: returned }: Pick<Attempt, "name" | "returned_at">, t: TFunction<"login-attempts">): string {
  return name ?? (returned === null ? t("unknownPerson") : t("unknownReturned"));
}

/** How an attempt to sign in ended. */
export function Outcome({ attempt }: { attempt: Pick<Attempt, "outcome" | "returned_at"> }) {
  const { t } = useTranslation("login-attempts");
  const known = attempt.outcome ?? "started";
  if (hasReturned(attempt)) return <StatusTag tone="notice">{t("notFinished")}</StatusTag>;
  return <StatusTag tone={TONES[known] ?? "neutral"}>{known in TONES ? t(`outcomeOf.${known}`) : known}</StatusTag>;
}
