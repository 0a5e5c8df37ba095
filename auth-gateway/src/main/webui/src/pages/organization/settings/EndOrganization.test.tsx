import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Organization } from "../../../api/types";
import { answering, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { EndOrganization } from "./EndOrganization";

it("shows why an organization could not be enabled, with the request id", async () => {
  answering({ "PATCH /api/org/organizations/org": () => problem(503, "service-unavailable") });
  show(<EndOrganization organization={{ organization_id: "org", title: "Starbridge", status: "disabled" } as Organization} />);
  await userEvent.click(await screen.findByRole("button", { name: "Enable organization" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/could not be enabled.*request-1/);
});
