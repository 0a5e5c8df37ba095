import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Organization } from "../../../api/types";
import { answering, page, problem } from "../../../test/api";
import { show } from "../../../test/show";
import ExplainTab from "./ExplainTab";

const APPLICATION = { org_id: "whwy", app_id: "app1" };
const ORGANIZATIONS = [{ organization_id: "one", title: "One" }, { organization_id: "two", title: "Two" }] as Organization[];
const ROUTES = {
  "GET /api/org/organizations/two/members": () => page([]),
  "GET /api/org/organizations/two/departments": () => page([]),
  "GET /api/permission/applications/whwy/app1/members/m1/access": () => problem(404, "not-found"),
};

it("explains whom the address names", async () => {
  const calls = answering({ ...ROUTES, "GET /api/org/organizations/two/members/m1": () => ({ body: { member_id: "m1", name: "Li Na" } }) });
  show(<ExplainTab application={APPLICATION} organizations={ORGANIZATIONS} />, { at: "/?tab=explain&organization=two&member=m1" });
  expect(await screen.findByText("Li Na")).toBeInTheDocument();
  await waitFor(() => expect(calls.some(({ url }) => url.includes("/members/m1/access"))).toBe(true));
});

it("says so where the address names nobody there is", async () => {
  answering({ ...ROUTES, "GET /api/org/organizations/two/members/m1": () => problem(404, "not-found") });
  show(<ExplainTab application={APPLICATION} organizations={ORGANIZATIONS} />, { at: "/?tab=explain&organization=two&member=m1" });
  expect(await screen.findByText("request-1")).toBeInTheDocument();
});
