import { Drawer as AntDrawer, type DrawerProps } from "antd";
import { useRef } from "react";
import { ReturnFocus } from "./ReturnFocus";

/**
 * A drawer that has the keyboard once it is open, and gives it back when it is closed. antd itself leaves it on what is around the drawer, which says
 * nothing to who does not see the screen.
 */
export function Drawer({ afterOpenChange, ...props }: DrawerProps) {
  const panel = useRef<HTMLDivElement>(null);

  function opened(open: boolean) {
    const dialog = panel.current?.closest<HTMLElement>("[role=dialog]");
    if (open && dialog && !dialog.contains(document.activeElement)) dialog.querySelector<HTMLElement>("button, a[href], input")?.focus();
    afterOpenChange?.(open);
  }

  return (
    <>
      {props.open && <ReturnFocus />}
      <AntDrawer {...props} afterOpenChange={opened}>
        <div ref={panel}>{props.children}</div>
      </AntDrawer>
    </>
  );
}
