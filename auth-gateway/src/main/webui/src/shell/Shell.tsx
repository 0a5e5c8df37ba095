import MenuOutlined from "@ant-design/icons/MenuOutlined";
import { Button } from "antd";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";
import { Drawer } from "../components/Drawer";
import { Loading } from "../components/Loading";
import { AccountMenu } from "./AccountMenu";
import { LanguageSwitch } from "./LanguageSwitch";
import { SideNavigation } from "./SideNavigation";

/** What surrounds every page: the heading, the navigation at the side (a drawer on a narrow screen), the page. */
export default function Shell() {
  const { t } = useTranslation("shell");
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);

  // Someone who does not see the screen is told that another page is there.
  useEffect(() => {
    if (before.current !== pathname) {
      before.current = pathname;
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);

  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={() => main.current?.focus()}>
        {t("skip")}
      </a>
      <header className="shell-header">
        <Button
          className="shell-menu"
          type="text"
          icon={<MenuOutlined aria-hidden />}
          aria-label={t("openNavigation")}
          aria-expanded={open}
          onClick={() => setOpen(true)}
        />
        <Link to="/applications" className="brand">
          <img src="/console/icon.svg" alt="" width={24} height={24} />
          <span>{t("product")}</span>
        </Link>
        <div className="shell-tools">
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </header>
      <aside className="shell-side">
        <SideNavigation />
      </aside>
      <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={264} title={t("product")}>
        <SideNavigation onGo={() => setOpen(false)} />
      </Drawer>
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
