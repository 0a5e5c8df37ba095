import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { answering, page } from "../../test/api";
import { show } from "../../test/show";
import SessionsPage from "./index";

it("says how many sessions would end, also of those that the list does not show", async () => {
  const session = (sid: string) => ({ sid, org_id: "whwy", app_id: "app1", member_id: "m1", name: "Li", device: null, address: null, created_at: "2026-11-26T08:00:00Z", last_seen_at: "2026-11-26T08:00:00Z", ended_at: null, end_reason: null });
  answering({
    "GET /api/auth/applications": () => page([]),
    "GET /api/auth/sessions": ({ url }) => (url.includes("limit=200") ? page([session("s1"), session("s2")]) : page([session("s1")], "more")),
  });
  show(<SessionsPage />);
  await userEvent.click(await screen.findByRole("button", { name: "End all: sessions of Li" }));
  expect(await screen.findByText("2 sessions in whwy/app1 end at once")).toBeInTheDocument();
});
