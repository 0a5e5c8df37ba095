import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../test/show";
import { TimeRangeFilter } from "./TimeRangeFilter";

it("is any time until somebody chooses one, and has the keyboard then", async () => {
  show(<TimeRangeFilter from={undefined} to={undefined} onChange={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: "Time: Any" }));
  expect(await screen.findByLabelText("From")).toHaveFocus();
  expect(screen.getByLabelText("To")).toHaveValue("");
});

it("shows the times that are chosen", async () => {
  show(<TimeRangeFilter from="2026-11-26T08:00:00Z" to={undefined} onChange={vi.fn()} />);
  const from = await screen.findByLabelText("From");
  expect((from as HTMLInputElement).value).toMatch(/^2026-11-2/);
  expect(from).not.toHaveFocus();
});
