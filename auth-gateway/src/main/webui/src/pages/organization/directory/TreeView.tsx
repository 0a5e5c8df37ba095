import { Button, Spin } from "antd";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TreeRow } from "./TreeRow";
import { moved, type Row } from "./rows";
import "./tree.css";

const ROW_HEIGHT = 36;
/** Lines kept beyond those that are seen, so that scrolling shows no gap. */
const BEYOND = 10;

interface Props {
  rows: readonly Row[];
  label: string;
  companyName: string;
  selected: ReadonlySet<string>;
  onSelect: (row: Row) => void;
  onToggle: (department: string, open?: boolean) => void;
  onRetry: () => void;
  /** Several can be selected, by check boxes. */
  multiple?: boolean;
  /** In pixels. */
  height: number;
}

/** A tree of any size, of which only what is seen is in the page. Keyboard as the ARIA Authoring Practices have it. */
export function TreeView(props: Props) {
  const { rows, selected, onSelect, onToggle, multiple = false, height } = props;
  const { t } = useTranslation("organization");
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<string | null>(null);

  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - BEYOND);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW_HEIGHT) + BEYOND);
  const seen = rows.slice(first, last);
  const activeSeen = seen.some((row) => row.key === active);

  // What was selected from elsewhere, such as a search, is brought into sight.
  const only = multiple || selected.size !== 1 ? null : ([...selected][0] ?? null);
  const found = only === null ? -1 : rows.findIndex((row) => row.key === only);
  useEffect(() => {
    if (found >= 0) {
      setActive(only);
      show(box.current, found);
    }
  }, [only, found]);

  function go(key: string | null) {
    if (key === null) return;
    setActive(key);
    show(box.current, rows.findIndex((row) => row.key === key));
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows.find((one) => one.key === active) ?? null;
    if (event.key === "Enter" || event.key === " ") {
      if (row) onSelect(row);
    } else if (event.key === "ArrowRight" && row?.expanded === false) {
      onToggle(row.key, true);
    } else if (event.key === "ArrowLeft" && row?.expanded) {
      onToggle(row.key, false);
    } else if (/^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/.test(event.key)) {
      go(moved(rows, active, event.key));
    } else {
      return;
    }
    event.preventDefault();
  }

  function onClick(event: MouseEvent) {
    const target = event.target as HTMLElement;
    const key = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const row = rows.find((one) => one.key === key);
    if (!row || row.kind === "loading" || row.kind === "error") return;
    setActive(row.key);
    if (target.closest("[data-toggle]") && row.expanded !== null) onToggle(row.key);
    else onSelect(row);
  }

  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable={multiple || undefined}
      aria-activedescendant={activeSeen && active !== null ? `${id}-${active}` : undefined}
      className="tree"
      style={{ height }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={() => active === null && go(only ?? rows[0]?.key ?? null)}
    >
      <div role="presentation" style={{ height: rows.length * ROW_HEIGHT, paddingTop: first * ROW_HEIGHT }}>
        {seen.map((row) =>
          row.kind === "loading" ? (
            <div key={row.key} role="presentation" className="tree-row" style={indent(row)}>
              <Spin size="small" />
            </div>
          ) : row.kind === "error" ? (
            <div key={row.key} role="presentation" className="tree-row" style={indent(row)}>
              <Button size="small" type="link" danger onClick={props.onRetry}>
                {t("tree.failed")}
              </Button>
            </div>
          ) : (
            <TreeRow
              key={row.key}
              id={`${id}-${row.key}`}
              row={row}
              companyName={props.companyName}
              selected={selected.has(row.key)}
              active={row.key === active}
              multiple={multiple}
              style={indent(row)}
            />
          ),
        )}
      </div>
    </div>
  );
}

function indent(row: Row) {
  return { height: ROW_HEIGHT, paddingLeft: 4 + Math.min(row.level - 1, 12) * 18 };
}

function show(box: HTMLDivElement | null, index: number) {
  if (!box || index < 0) return;
  const from = index * ROW_HEIGHT;
  if (from < box.scrollTop) box.scrollTop = from;
  else if (from + ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = from + ROW_HEIGHT - box.clientHeight;
}
