import type { ReactNode } from "react";

/** Names and values, one beside the other. */
export function Details({ items }: { items: (readonly [name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className="details">
      {items.filter((item) => item !== null).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
