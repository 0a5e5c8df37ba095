import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../test/render";
import { DurationInput, unitOf } from "./DurationInput";

it.each([[600, "minutes"], [43_200, "hours"], [604_800, "days"], [90, "minutes"], [0, "minutes"]])("%s s are told in %s", (seconds, unit) =>
  expect(unitOf(seconds)).toBe(unit),
);

it("answers seconds, whatever the unit shown", async () => {
  const change = vi.fn();
  show(<DurationInput id="life" label="At most" value={604_800} onChange={change} />);
  const field = await screen.findByRole("spinbutton");
  expect(field).toHaveValue("7");
  await userEvent.clear(field);
  await userEvent.type(field, "3");
  expect(change).toHaveBeenLastCalledWith(259_200);
});
