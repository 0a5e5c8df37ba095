import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Organization } from "../../api/types";
import i18n from "../../i18n";
import { answering, problem } from "../../test/api";
import { show } from "../../test/show";
import { Checklists } from "./Checklists";
import { Services } from "./Services";

it("shows why a checklist could not be read, with the request id", async () => {
  answering({ "GET /api/org/organizations/org/setup": () => problem(503, "service-unavailable") });
  show(<Checklists organizations={[{ organization_id: "org", org_id: "whwy", app_id: "app1", title: "Starbridge" } as Organization]} />);
  expect(await screen.findByRole("alert")).toHaveTextContent(/not available just now.*request-1/);
});

it("names what a service needs in the language of the page", async () => {
  await i18n.changeLanguage("zh");
  const checks = ["Database connections health check", "sessions topic", "warm-up", "directory-events"].map((name) => ({ name, up: true }));
  show(<Services services={[{ name: "permission-service", ready: true, checks }]} />);
  expect(await screen.findByText("组织架构的同步")).toBeInTheDocument();
  expect(screen.getAllByRole("listitem").map((item) => item.textContent).join()).not.toMatch(/warm-up|directory-events|sessions topic|Database/);
});
