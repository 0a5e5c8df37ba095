import { useEffect, useRef, useState } from "react";

/**
 * Shown inside a window that is open: once that is closed, or taken away together with what opened it, the keyboard is where it was before. antd
 * does so only for a window that stays mounted until it has moved out of sight.
 */
export function ReturnFocus() {
  const [opener] = useState(() => document.activeElement);
  const closed = useRef(false);

  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
      // Not before the window has let go of the keyboard. Mounted again at once, as in development, it is not closed.
      setTimeout(() => {
        if (closed.current && opener instanceof HTMLElement && isLost()) opener.focus({ preventScroll: true });
      });
    };
  }, [opener]);
  return null;
}

/** Whether the keyboard is nowhere, or in a window that is leaving. */
function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.closest("[role=dialog]") !== null;
}
