import { type ReactNode, useEffect, useRef } from "react";
import { Link, useSearchParams } from "react-router";

interface Props {
  /** What the sections are of, for those who do not see the page around them. */
  label: string;
  sections: { key: string; label: ReactNode }[];
  current: string;
}

/** Sections of a page, each at an address of its own (`?tab=`; the first has none). */
export function SectionTabs({ label, sections, current }: Props) {
  const [parameters] = useSearchParams();
  const shown = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for what ends the effect.
    shown.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [current]);
  const to = (key: string) => {
    const address = new URLSearchParams();
    const organization = parameters.get("organization");
    if (organization) address.set("organization", organization);
    if (key !== sections[0]?.key) address.set("tab", key);
    return `?${address.toString()}`;
  };
  return (
    <nav aria-label={label} className="tabs">
      {sections.map((section) => (
        <Link
          key={section.key}
          ref={section.key === current ? shown : null}
          to={to(section.key)}
          aria-current={section.key === current ? "page" : undefined}
        >
          {section.label}
        </Link>
      ))}
    </nav>
  );
}
