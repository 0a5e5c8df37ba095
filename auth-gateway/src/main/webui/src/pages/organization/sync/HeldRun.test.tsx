import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Run } from "../../../api/synchronization";
import { answering, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { HeldRun } from "./HeldRun";

const none = { read: 0, added: 0, updated: 0, removed: 0, unchanged: 0, set_aside: 0 };
const run = {
  run_id: "run-1",
  status: "awaiting_approval",
  stage: "comparing",
  started_at: "2026-11-26T08:00:00Z",
  departments: { ...none, removed: 2 },
  members: { ...none, removed: 21, added: 1 },
  losing_access: 3,
  problem: null,
} as unknown as Run;
const APPROVE = "POST /api/org/organizations/org/sync-runs/run-1/approve";
const CANCEL = "POST /api/org/organizations/org/sync-runs/run-1/cancel";

function held(some: Partial<Run> = {}, mayDecide = true) {
  show(<HeldRun organization="org" run={{ ...run, ...some }} mayDecide={mayDecide} onShow={vi.fn()} />);
}

describe("a run that waits", () => {
  it("says how many would go and how many of them may enter", async () => {
    held();
    expect(await screen.findByText("A synchronization waits for approval: it would remove 21 people")).toBeVisible();
    expect(screen.getByText(/^3 of them may enter the application now/)).toBeVisible();
    expect(screen.getByText(/^2 departments are removed/)).toBeVisible();
  });

  it("does not guess how many may enter where that is not known", async () => {
    held({ losing_access: null });
    expect(await screen.findByText(/could not be found out/)).toBeVisible();
    expect(screen.queryByText(/may enter the application now; their/)).toBeNull();
  });

  it("says that a smaller data range may be the cause", async () => {
    held({ problem: { setup_step: "F7" } });
    expect(await screen.findByText(/may have narrowed its data range/)).toBeVisible();
  });

  it("is approved only after it was said again what that does", async () => {
    const calls = answering({ [APPROVE]: () => ({ body: { ...run, status: "running" } }) });
    held();
    await userEvent.click(await screen.findByRole("button", { name: "Approve…" }));
    expect(calls).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Approve and remove 21 people" }));
    await waitFor(() => expect(calls.map((call) => call.url)).toEqual(["/api/org/organizations/org/sync-runs/run-1/approve"]));
  });

  it("is discarded, and a failure to do so is shown", async () => {
    answering({ [CANCEL]: () => problem(409, "conflict", { detail: "The run is over, or already applying what it found." }) });
    held();
    await userEvent.click(await screen.findByRole("button", { name: "Discard it" }));
    await userEvent.click(screen.getAllByRole("button", { name: "Discard it" }).at(-1) as HTMLElement);
    expect(await screen.findByText("The run is over, or already applying what it found.")).toBeInTheDocument();
  });

  it("is only shown to whoever may not decide", async () => {
    held({}, false);
    expect(await screen.findByRole("button", { name: "See each person" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Approve…" })).toBeNull();
  });
});
