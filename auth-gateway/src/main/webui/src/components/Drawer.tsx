import { Drawer as AntDrawer, type DrawerProps } from "antd";
import { useRef } from "react";

/** A drawer that has the keyboard once it is open. antd itself leaves it on what is around the drawer, which says nothing to who does not see the screen. */
export function Drawer({ afterOpenChange, ...props }: DrawerProps) {
  const panel = useRef<HTMLDivElement>(null);

  function opened(open: boolean) {
    const dialog = panel.current?.closest<HTMLElement>("[role=dialog]");
    if (open && dialog && !dialog.contains(document.activeElement)) dialog.querySelector<HTMLElement>("button, a[href], input")?.focus();
    afterOpenChange?.(open);
  }

  return (
    <AntDrawer {...props} afterOpenChange={opened}>
      <div ref={panel}>{props.children}</div>
    </AntDrawer>
  );
}
