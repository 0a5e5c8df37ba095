import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useApplications, type ApplicationId } from "../api/applications";

interface Props {
  value: ApplicationId | null;
  onChange: (chosen: ApplicationId | null) => void;
  /** Whether all applications at once can be chosen. */
  all?: boolean;
}

const key = ({ orgId, appId }: ApplicationId) => `${orgId}/${appId}`;

/** Chooses one of the applications that the session may see. Titles may be alike, so the ids stand beside them. */
export function ApplicationSelect({ value, onChange, all = false }: Props) {
  const { t } = useTranslation();
  const { data = [], isPending } = useApplications();
  return (
    <label>
      {t("application")}
      <Select
        aria-label={t("application")}
        showSearch={{ optionFilterProp: "label" }}
        loading={isPending}
        value={value ? key(value) : all ? "" : undefined}
        onChange={(chosen: string) => {
          const [orgId, appId] = chosen.split("/");
          onChange(orgId && appId ? { orgId, appId } : null);
        }}
        // In lines as many as it takes: on a narrow screen the ids would be cut off.
        optionRender={({ label }) => <span className="wrapped">{label}</span>}
        options={[
          ...(all ? [{ value: "", label: t("all") }] : []),
          ...data.map((one) => ({ value: `${one.org_id}/${one.app_id}`, label: `${one.title} · ${one.org_id}/${one.app_id}` })),
        ]}
        style={{ minWidth: 200, maxWidth: 360 }}
      />
    </label>
  );
}
