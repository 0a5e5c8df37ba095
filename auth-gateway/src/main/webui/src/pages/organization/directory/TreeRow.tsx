import ApartmentOutlined from "@ant-design/icons/ApartmentOutlined";
import BankOutlined from "@ant-design/icons/BankOutlined";
import CaretRightOutlined from "@ant-design/icons/CaretRightOutlined";
import UserOutlined from "@ant-design/icons/UserOutlined";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "./rows";

interface Props {
  id: string;
  row: Row;
  companyName: string;
  selected: boolean;
  active: boolean;
  multiple: boolean;
  style: CSSProperties;
}

/** One line of the tree; the tree itself hears the clicks and keys. */
export function TreeRow({ id, row, companyName, selected, active, multiple, style }: Props) {
  const { t } = useTranslation("organization");
  const name =
    row.kind === "everybody" ? companyName : row.kind === "nowhere" ? t("tree.nowhere") : (row.department?.name ?? "");
  const count = row.department?.member_count;
  return (
    <div
      id={id}
      role="treeitem"
      data-row={row.key}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={row.expanded ?? undefined}
      aria-selected={multiple ? undefined : selected}
      aria-checked={multiple ? selected : undefined}
      aria-label={count === undefined ? name : t("tree.department", { name, count })}
      className={`tree-row${selected ? " tree-row-selected" : ""}${active ? " tree-row-active" : ""}`}
      style={style}
      title={row.department?.path}
    >
      <span data-toggle="" className="tree-toggle" aria-hidden>
        {row.expanded !== null && <CaretRightOutlined rotate={row.expanded ? 90 : 0} />}
      </span>
      {multiple && <span className={`tree-check${selected ? " tree-check-on" : ""}`} aria-hidden />}
      {!multiple && (
        <span className="tree-icon" aria-hidden>
          {row.kind === "everybody" ? <BankOutlined /> : row.kind === "nowhere" ? <UserOutlined /> : <ApartmentOutlined />}
        </span>
      )}
      <span className="tree-name" aria-hidden>
        {name}
      </span>
      {count !== undefined && (
        <span className="tree-count" data-count={count} aria-hidden />
      )}
    </div>
  );
}
