import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DepartmentTree } from "../../organization/directory/DepartmentTree";
import type { Chosen } from "./PeoplePicker";

interface Props {
  organization: string;
  value: readonly Chosen[];
  onChange: (departments: Chosen[]) => void;
  /** Only one can be chosen. */
  single?: boolean;
}

/** Departments chosen in the tree; those chosen stand above it. */
export function DepartmentPicker({ organization, value, onChange, single = false }: Props) {
  const { t } = useTranslation("authorize");
  const without = (id: string) => value.filter((one) => one.id !== id);
  return (
    <div className="stack" style={{ gap: 8 }}>
      {value.length > 0 && (
        <div className="row">
          {value.map((one) => (
            <Tag
              key={one.id}
              closable={{ "aria-label": t("people.takeBack", { name: one.name }) }}
              onClose={() => onChange(without(one.id))}
            >
              {one.name}
            </Tag>
          ))}
        </div>
      )}
      <div className="picker-tree">
        <DepartmentTree
          organization={organization}
          companyName=""
          multiple={!single}
          height={260}
          selected={new Set(value.map((one) => one.id))}
          onSelect={(id, department) => {
            if (!department) return;
            const chosen = { id, name: department.name };
            if (single) onChange([chosen]);
            else onChange(value.some((one) => one.id === id) ? without(id) : [...value, chosen]);
          }}
        />
      </div>
    </div>
  );
}
