import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { answering, page, problem } from "../../../test/api";
import { show } from "../../../test/show";
import MemberDetails from "./MemberDetails";
import { MemberSessions } from "./MemberSessions";

const APPLICATION = { org_id: "whwy", app_id: "app1" };
const MEMBER = { member_id: "m1", open_id: "ou_1", name: "Li", status: "active", departments: [] };
const ROUTES = { "GET /api/org/organizations/org/members/m1": () => ({ body: MEMBER }) };
const REFRESH = "POST /api/org/organizations/org/members/refresh";

async function refresh() {
  show(<MemberDetails application={APPLICATION} organization="org" member="m1" />);
  await userEvent.click(await screen.findByRole("button", { name: "Refresh from Feishu" }));
}

it("shows why somebody could not be read from Feishu, with the request id", async () => {
  answering({ ...ROUTES, [REFRESH]: () => problem(502, "feishu-unavailable") });
  await refresh();
  expect(await screen.findByRole("alert")).toHaveTextContent(/Feishu cannot be reached just now.*request-1/);
});

it("says that Feishu does not know somebody, with the request id", async () => {
  answering({ ...ROUTES, [REFRESH]: () => problem(404, "not-found") });
  await refresh();
  expect(await screen.findByRole("alert")).toHaveTextContent(/request-1/);
  expect(screen.queryByText("It does not exist, or no longer")).toBeNull();
});

it("counts the sessions that go on, not those of the list", async () => {
  const session = (sid: string, ended: boolean) => ({ sid, name: "Li", member_id: "m1", device: null, created_at: "2026-11-26T08:00:00Z", last_seen_at: "2026-11-26T08:00:00Z", ended_at: ended ? "2026-11-26T09:00:00Z" : null, end_reason: null });
  const calls = answering({
    "GET /api/auth/sessions": ({ url }) =>
      url.includes("active=true") ? page([session("s1", false), session("s2", false), session("s3", false)], "more") : page([session("s1", false), session("s9", true)]),
  });
  show(<MemberSessions application={APPLICATION} member="m1" name="Li" />);
  await userEvent.click(await screen.findByRole("button", { name: "End all sessions (more than 3)" }));
  expect(await screen.findByText("All sessions of Li end at once, more than 3")).toBeInTheDocument();
  await waitFor(() => expect(calls.some(({ url }) => url.includes("member_id=m1") && url.includes("limit=200"))).toBe(true));
});
