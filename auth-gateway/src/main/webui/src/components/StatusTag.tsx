import type { ReactNode } from "react";

export type Tone = "good" | "notice" | "bad" | "neutral" | "active";

/** A word on a quiet ground. The word says it; the colour only helps. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`status-tag status-${tone}`}>{children}</span>;
}
