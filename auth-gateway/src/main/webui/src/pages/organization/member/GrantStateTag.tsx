import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { GrantState } from "../../../api/permissions";

const COLORS: Record<GrantState, string> = {
  in_force: "success",
  scheduled: "processing",
  expired: "default",
  orphaned: "warning",
};

/** Whether a grant holds now, and why not. */
export function GrantStateTag({ state }: { state: GrantState }) {
  const { t } = useTranslation("organization");
  return <Tag color={COLORS[state]}>{t(`grantState.${state}`)}</Tag>;
}
