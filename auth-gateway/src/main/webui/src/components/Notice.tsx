import { useEffect, type ReactNode } from "react";

/** A page that has nothing to show but why. */
export function Notice({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Jit`;
  }, [title]);
  return (
    <section className="notice">
      <h1>{title}</h1>
      <div className="quiet">{text}</div>
      {children}
    </section>
  );
}
