import { Tag } from "antd";
import { useTranslation } from "react-i18next";

const COLORS: Record<string, string> = { active: "success", frozen: "error", out_of_range: "warning" };

/** How Feishu has a member. */
export function MemberStatusTag({ status }: { status: string }) {
  const { t, i18n } = useTranslation("organization");
  const key = `status.${status}`;
  return <Tag color={COLORS[status] ?? "default"}>{i18n.exists(`organization:${key}`) ? t(`status.${status}`) : status}</Tag>;
}
