/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   on a narrow screen the rows are blocks, which takes the roles away that a table has by itself */
import type { ReactNode } from "react";

export interface Column<T> {
  key: string;
  title: string;
  render: (item: T) => ReactNode;
  /** The row's name: the first thing of it that is read out. */
  heading?: boolean;
  /** Buttons and the like: no label beside them on a narrow screen. */
  actions?: boolean;
}

interface Props<T> {
  /** What the table shows, for those who do not see the page around it. */
  caption: string;
  columns: Column<T>[];
  items: T[];
  rowKey: (item: T) => string;
}

/** A table that becomes a card for each row on a narrow screen. The roles keep it a table there too, which `display` alone would undo. */
export function DataTable<T>({ caption, columns, items, rowKey }: Props<T>) {
  return (
    <div className="table-card">
      <table role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col">
                {column.actions ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <tr key={rowKey(item)} role="row">
              {columns.map((column) =>
                column.heading ? (
                  <th key={column.key} role="rowheader" scope="row">
                    {column.render(item)}
                  </th>
                ) : (
                  <td key={column.key} role="cell" className={column.actions ? "table-actions" : undefined} data-label={column.actions ? undefined : column.title}>
                    {column.render(item)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
