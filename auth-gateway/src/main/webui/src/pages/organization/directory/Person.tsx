import { Avatar } from "antd";
import type { ReactNode } from "react";

interface Props {
  name: string;
  picture?: string | null;
  /** A second, quieter line. */
  below?: ReactNode;
}

/** A Latin name's first letter; of a Chinese one its last character, which is not the family's. */
function initial(name: string): string {
  const letters = [...name.trim()];
  const first = letters[0] ?? "";
  return /\p{Script=Han}/u.test(first) ? (letters.at(-1) ?? first) : first.toUpperCase();
}

/** A person's picture and name. */
export function Person({ name, picture, below }: Props) {
  return (
    <span className="person">
      <Avatar src={picture || undefined} alt="" size={below ? 32 : 24} className="person-picture" aria-hidden>
        {initial(name)}
      </Avatar>
      <span className="person-words">
        <span>{name}</span>
        {below && <small className="quiet">{below}</small>}
      </span>
    </span>
  );
}
