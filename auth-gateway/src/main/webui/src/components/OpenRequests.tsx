import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { useOpenRequests } from "../api/openRequests";
import type { ApplicationAddress } from "../api/permissions";

/** How many requests for access wait for an answer, as a badge; nothing where none does. */
export function OpenRequests({ application }: { application: ApplicationAddress }) {
  const { t } = useTranslation();
  const open = useOpenRequests(application);
  if (!open) return null;
  return (
    <span role="img" aria-label={t("openRequests", { count: open })} className="open-requests">
      <Badge count={open} size="small" color="#d83931" title="" />
    </span>
  );
}
