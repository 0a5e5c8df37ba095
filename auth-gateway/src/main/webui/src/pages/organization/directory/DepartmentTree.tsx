import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Department, directoryApi } from "../../../api/directory";
import { EmptyState } from "../../../components/EmptyState";
import { ErrorState } from "../../../components/ErrorState";
import { Loading } from "../../../components/Loading";
import { useDebounced } from "../../../components/useDebounced";
import { directoryKeys } from "./keys";
import type { Choice, Row } from "./rows";
import { TreeView } from "./TreeView";
import { useDepartmentTree } from "./useDepartmentTree";

interface Props {
  organization: string;
  companyName: string;
  selected: ReadonlySet<string>;
  /** A line was chosen; with `multiple`, chosen or given back. */
  onSelect: (choice: Choice, department: Department | null) => void;
  multiple?: boolean;
  /** The whole company can be chosen, and the people of no department. */
  company?: boolean;
  height?: number;
}

/** An organization's departments as a tree, and found by a part of their name. */
export function DepartmentTree(props: Props) {
  const { organization, selected, onSelect, multiple = false, company = false, height = 520 } = props;
  const { t } = useTranslation("organization");
  const [text, setText] = useState("");
  const wanted = useDebounced(text.trim());
  const { rows, toggle, retry, reveal } = useDepartmentTree(organization, company);

  function choose(row: Row) {
    onSelect(row.key, row.department);
  }

  async function found(department: Department) {
    onSelect(department.department_id, department);
    if (multiple) return;
    setText("");
    await reveal(department);
  }

  return (
    <div className="stack" style={{ gap: 8 }}>
      <Input.Search
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t("tree.search")}
        aria-label={t("tree.search")}
        allowClear
      />
      {wanted && text.trim() ? (
        <Found {...{ organization, selected, height, multiple }} text={wanted} onChoose={(one) => void found(one)} />
      ) : (
        <TreeView
          rows={rows}
          label={t("tree.label")}
          companyName={props.companyName}
          selected={selected}
          onSelect={choose}
          onToggle={toggle}
          onRetry={retry}
          multiple={multiple}
          height={height}
        />
      )}
    </div>
  );
}

interface FoundProps {
  organization: string;
  text: string;
  selected: ReadonlySet<string>;
  height: number;
  onChoose: (department: Department) => void;
}

function Found({ organization, text, selected, height, onChoose }: FoundProps) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: directoryKeys.found(organization, text),
    queryFn: ({ signal }) => directoryApi.findDepartments(organization, text, signal),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <EmptyState text={t("tree.nothingFound", { text })} />;
  return (
    <>
      <ul className="tree-results" style={{ maxHeight: height }}>
        {query.data.items.map((department) => (
          <li key={department.department_id}>
            <button
              type="button"
              aria-pressed={selected.has(department.department_id)}
              onClick={() => onChoose(department)}
            >
              {department.name} <span className="tree-count">{department.member_count}</span>
              <small>{department.path}</small>
            </button>
          </li>
        ))}
      </ul>
      {query.data.next_cursor && <p className="quiet">{t("tree.moreFound", { count: query.data.items.length })}</p>}
    </>
  );
}
