import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useSession } from "../session/session";
import { icons } from "./icons";
import { navigation } from "./navigation";

/** The console's pages, as a list of links. `onGo`: one was chosen. */
export function SideNavigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation("shell");
  const { session } = useSession();
  return (
    <nav aria-label={t("navigation")} className="side-navigation">
      {navigation(session).map((section) => (
        <section key={section.name}>
          {section.name !== "applications" && <h2>{t(`section.${section.name}`)}</h2>}
          <ul>
            {section.destinations.map(({ path, name }) => (
              <li key={path}>
                <NavLink to={path} onClick={onGo}>
                  {icons[name]}
                  <span>{t(`page.${name}`)}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
