import { useEffect, useState } from "react";

/** A window that was opened: where the keyboard was then, and the window that was open already, which this one lies over or takes the place of. */
interface Opened {
  opener: Element | null;
  before: Opened | null;
}

/** The windows that are open now, the last one opened at the end. */
const opened: Opened[] = [];

/**
 * Shown inside a window that is open: once that is closed, or taken away together with what opened it, the keyboard is where it was before; where
 * the window was opened from another that is gone by now, it is where it was before that one. antd does so only for a window that stays mounted until
 * it has moved out of sight.
 */
export function ReturnFocus() {
  const [self] = useState<Opened>(() => ({ opener: document.activeElement, before: opened.at(-1) ?? null }));

  useEffect(() => {
    opened.push(self);
    return () => {
      opened.splice(opened.indexOf(self), 1);
      // Not before the window has let go of the keyboard. Mounted again at once, as in development, it is not closed; one that follows it has the keyboard.
      setTimeout(() => {
        if (isLost() && !opened.some((other) => stack(other).includes(self))) giveBack(self);
      });
    };
  }, [self]);
  return null;
}

/** A window and those that were open before it, the nearest first. */
function stack(top: Opened): Opened[] {
  return top.before === null ? [top] : [top, ...stack(top.before)];
}

/** Whether the keyboard is nowhere, or in a window that is leaving. */
function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.closest("[role=dialog]") !== null;
}

/** To the nearest opener that takes it: one that is gone or out of sight does not. */
function giveBack(closed: Opened) {
  for (const { opener } of stack(closed)) {
    if (!(opener instanceof HTMLElement) || opener === document.body) continue;
    opener.focus({ preventScroll: true });
    if (document.activeElement === opener) return;
  }
}
