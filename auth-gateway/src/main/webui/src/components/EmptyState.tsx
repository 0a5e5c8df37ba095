import { Empty } from "antd";
import type { ReactNode } from "react";

/** There is nothing yet: says so, and what to do about it. */
export function EmptyState({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} className="state">
      {children}
    </Empty>
  );
}
