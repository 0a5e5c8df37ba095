import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Grant, WhatIf } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { answering, page, problem } from "../../../test/api";
import { show } from "../../../test/show";
import EditGrant from "./EditGrant";
import NewGrants from "./NewGrants";
import RemoveGrant from "./RemoveGrant";

const application = { org_id: "whwy", app_id: "app1" };
const ORG = "0193aaaa-0000-7000-8000-000000000001";
const GRANTS = "/api/permission/applications/whwy/app1/grants";
const WHAT_IF = "POST /api/permission/applications/whwy/app1/what-if";

const grant: Grant = {
  grant_id: "g1",
  organization_id: ORG,
  principal: { type: "everyone", id: null },
  include_sub_departments: true,
  role: "member",
  effect: "allow",
  valid_from: null,
  valid_until: null,
  state: "in_force",
  version: 7,
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
};

const person = (id: string, name: string) => ({ member_id: id, organization_id: ORG, name, roles: ["member"] });

function whatIf(some: Partial<WhatIf>): { body: WhatIf } {
  return {
    body: {
      at: "2026-11-26T08:00:00Z",
      gains: [],
      gains_count: 0,
      loses: [],
      loses_count: 0,
      changes: [],
      changes_count: 0,
      not_in_force: 0,
      leaves_without_administrator: false,
      ...some,
    },
  };
}

const roles = () => page([{ name: "administrator", title: "x", built_in: true, version: 0 }, { name: "member", title: "x", built_in: true, version: 0 }]);
const session = (member: string) => ({ sid: `s-${member}`, member_id: member });

describe("removing a grant", () => {
  const losing = {
    loses: [person("a", "李雷"), person("b", "韩梅梅"), person("c", "王伟")],
    loses_count: 3,
  };

  it("says first who loses access and how many of their sessions end", async () => {
    answering({
      [WHAT_IF]: () => whatIf(losing),
      "GET /api/auth/sessions": ({ url }) => page(url.includes("member_id=c") ? [] : [session("x")]),
    });
    show(<RemoveGrant application={application} grant={grant} onClose={vi.fn()} />);

    expect(await screen.findByText("3 people lose access")).toBeInTheDocument();
    expect(screen.getByText("李雷, 韩梅梅, 王伟")).toBeInTheDocument();
    expect(screen.getByText("2 sessions end")).toBeInTheDocument();
  });

  it("removes the version that was seen, and refuses to take the last administrator unasked", async () => {
    const calls = answering({
      [WHAT_IF]: () => whatIf({}),
      [`DELETE ${GRANTS}/*`]: () => ({}),
    });
    const closed = vi.fn();
    show(<RemoveGrant application={application} grant={grant} onClose={closed} />);
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));

    await waitFor(() => expect(closed).toHaveBeenCalled());
    const removal = calls.find((call) => call.method === "DELETE");
    expect(removal?.headers.get("If-Match")).toBe('"7"');
    expect(removal?.url).toBe(`${GRANTS}/g1?leave_without_administrator=false`);
  });

  it("reads the grant again where somebody else has changed it, and asks again", async () => {
    let version = 8;
    const calls = answering({
      [WHAT_IF]: () => whatIf({}),
      [`DELETE ${GRANTS}/*`]: ({ headers }) =>
        headers.get("If-Match") === `"${version}"` ? {} : problem(412, "precondition-failed"),
      [`GET ${GRANTS}/*`]: () => ({ body: { ...grant, version } }),
    });
    const closed = vi.fn();
    show(<RemoveGrant application={application} grant={grant} onClose={closed} />);
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));

    expect(await screen.findByText(/Somebody else has changed it meanwhile/)).toBeInTheDocument();
    expect(closed).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(calls.filter((call) => call.method === "DELETE")).toHaveLength(2);
    version = 9;
  });

  const last = {
    [WHAT_IF]: () => whatIf({ leaves_without_administrator: true }),
    [`DELETE ${GRANTS}/*`]: ({ url }: { url: string }) =>
      url.includes("leave_without_administrator=false") ? problem(409, "last-administrator") : {},
  };

  it("asks a platform administrator whether the last administrator may go", async () => {
    const calls = answering(last);
    const closed = vi.fn();
    show(<RemoveGrant application={application} grant={grant} onClose={closed} />);
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
    const anyway = await screen.findByRole("button", { name: "Do it all the same" });
    expect(closed).not.toHaveBeenCalled();

    await userEvent.click(anyway);
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(calls.filter((call) => call.method === "DELETE").map((call) => call.url)).toEqual([
      `${GRANTS}/g1?leave_without_administrator=false`,
      `${GRANTS}/g1`,
    ]);
  });

  it("leaves everything as it is when that is not meant", async () => {
    const calls = answering(last);
    const closed = vi.fn();
    show(<RemoveGrant application={application} grant={grant} onClose={closed} />);
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
    await screen.findByText("The application would have no administrator");
    await userEvent.click(screen.getAllByRole("button", { name: "Cancel" }).at(-1) as HTMLElement);

    expect(await screen.findByText("The application would be left without an administrator")).toBeInTheDocument();
    expect(closed).not.toHaveBeenCalled();
    expect(calls.filter((call) => call.method === "DELETE")).toHaveLength(1);
  });

  it("tells whoever administers the application that it cannot be", async () => {
    answering(last);
    show(<RemoveGrant application={application} grant={grant} onClose={vi.fn()} />, { session: { kind: "member" } });
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));

    expect(await screen.findByText("The application would be left without an administrator")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Do it all the same" })).toBeNull();
  });
});

describe("changing a grant", () => {
  it("shows how it is now where somebody else has changed it, and saves nothing unseen", async () => {
    const later = { ...grant, role: "administrator", version: 8 };
    const calls = answering({
      [WHAT_IF]: () => whatIf({}),
      "GET /api/permission/applications/whwy/app1/roles": roles,
      [`PATCH ${GRANTS}/*`]: () => problem(412, "precondition-failed"),
      [`GET ${GRANTS}/*`]: () => ({ body: later }),
    });
    const until = { ...grant, valid_until: "2099-01-01T00:00:00Z" };
    show(<EditGrant application={application} grant={until} onClose={vi.fn()} />);
    await userEvent.click(await screen.findByLabelText("Role"));
    await userEvent.click(await screen.findByText("Administrator (administrator)"));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText("Somebody else has just changed this grant")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    expect(calls.find((call) => call.method === "PATCH")?.body).toEqual({ role: "administrator" });
  });
});

describe("granting", () => {
  const organizations = [{ organization_id: ORG, title: "Starbridge" }] as Organization[];
  const member = { member_id: "m1", name: "王伟", departments: [], avatar_url: null, email: null };

  it("shows who gains before it is saved, and sends a failed request again with the same key", async () => {
    let failures = 1;
    const calls = answering({
      [WHAT_IF]: () => whatIf({ gains: [person("m1", "王伟")], gains_count: 1 }),
      "GET /api/permission/applications/whwy/app1/roles": roles,
      "GET /api/org/organizations/*/members": () => page([member]),
      [`POST ${GRANTS}/batch`]: () =>
        failures-- > 0 ? problem(503, "service-unavailable") : { body: { created: [grant], deleted: [] } },
    });
    const closed = vi.fn();
    show(<NewGrants application={application} organizations={organizations} onClose={closed} />);
    const save = await screen.findByRole("button", { name: "Authorize" });
    expect(save).toBeDisabled();

    await userEvent.type(screen.getByRole("combobox", { name: "People" }), "wang");
    await waitFor(() => expect(calls.some((call) => call.url.includes("q=wang"))).toBe(true));
    await userEvent.click(await screen.findByText("王伟"));
    expect(await screen.findByText("1 person gains access")).toBeInTheDocument();
    expect(calls.some((call) => call.url.endsWith("/batch"))).toBe(false);

    await userEvent.click(save);
    expect(await screen.findByText(/service is not available/)).toBeInTheDocument();
    await userEvent.click(save);
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const sent = calls.filter((call) => call.method === "POST" && call.url.includes("/batch"));
    expect(sent).toHaveLength(2);
    expect(sent[0]?.body).toEqual({
      create: [
        {
          organization_id: ORG,
          principal: { type: "member", id: "m1" },
          role: "member",
          effect: "allow",
          valid_from: null,
          valid_until: null,
        },
      ],
      delete: [],
    });
    const keys = sent.map((call) => call.headers.get("Idempotency-Key"));
    expect(keys[0]).toMatch(/^"[0-9a-f-]{36}"$/);
    expect(keys[1]).toBe(keys[0]);
  });
});
