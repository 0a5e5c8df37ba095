import { Avatar } from "antd";
import type { ReactNode } from "react";

interface Props {
  name: string;
  picture?: string | null;
  /** A second, quieter line. */
  below?: ReactNode;
}

/** A person's picture and name. */
export function Person({ name, picture, below }: Props) {
  return (
    <span className="person">
      <Avatar src={picture || undefined} alt="" size={below ? 32 : 24} className="person-picture" aria-hidden>
        {[...name].at(-1)}
      </Avatar>
      <span className="person-words">
        <span>{name}</span>
        {below && <small className="quiet">{below}</small>}
      </span>
    </span>
  );
}
