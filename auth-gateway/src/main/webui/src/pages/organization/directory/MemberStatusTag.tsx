import { useTranslation } from "react-i18next";
import { StatusTag, type Tone } from "../../../components/StatusTag";

const TONES: Record<string, Tone> = { active: "good", frozen: "bad", out_of_range: "notice" };

/** How Feishu has a member. */
export function MemberStatusTag({ status }: { status: string }) {
  const { t } = useTranslation("organization");
  return <StatusTag tone={TONES[status] ?? "neutral"}>{t(`status.${status}`, { defaultValue: status })}</StatusTag>;
}
