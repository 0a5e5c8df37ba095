import { useEffect, type ReactNode } from "react";

interface Props {
  title: string;
  description?: ReactNode;
  /** What can be done here; at the top right. */
  actions?: ReactNode;
  /** `2` inside an application, whose name is the page's first heading. */
  level?: 1 | 2;
}

/** A page's heading, which also names the browser's tab. */
export function PageHeader({ title, description, actions, level = 1 }: Props) {
  useEffect(() => {
    document.title = `${title} · Jit`;
  }, [title]);
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <header className="page-header">
      <div>
        <Heading>{title}</Heading>
        {description && <p>{description}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
