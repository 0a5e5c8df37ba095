import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "./DataTable";
import { ErrorState } from "./ErrorState";
import { Loading } from "./Loading";

interface Props<T> {
  /** From {@link usePages}. */
  pages: {
    items: T[];
    isPending: boolean;
    error: unknown;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  caption: string;
  columns: Column<T>[];
  rowKey: (item: T) => string;
  /** Instead of a table without rows. */
  empty: ReactNode;
}

/** A list that is read page by page, in all the states it can be in. */
export function PagedTable<T>({ pages, caption, columns, rowKey, empty }: Props<T>) {
  const { t } = useTranslation();
  if (pages.isPending) return <Loading />;
  const error = pages.error ? <ErrorState error={pages.error} onRetry={() => void pages.refetch()} page={pages.items.length === 0} /> : null;
  if (pages.items.length === 0) return error ?? <>{empty}</>;
  return (
    <div className="stack">
      {error}
      <DataTable caption={caption} columns={columns} items={pages.items} rowKey={rowKey} />
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage} className="more">
          {t("more")}
        </Button>
      )}
    </div>
  );
}
