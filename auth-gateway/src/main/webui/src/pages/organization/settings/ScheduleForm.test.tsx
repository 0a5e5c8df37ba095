import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Organization } from "../../../api/types";
import { answering, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { ScheduleForm } from "./ScheduleForm";

const organization = { organization_id: "org", schedule: "CRON_TZ=Asia/Shanghai 5 3 1 * *" } as Organization;
const ROUTES = {
  "GET /api/org/organizations/org/schedule": () => ({ body: { schedule: organization.schedule, next: [] } }),
};
const RULE = "must be a cron expression of five fields, as in 0 3 * * *";

async function save(expression: string) {
  const field = await screen.findByLabelText("Cron expression");
  await userEvent.clear(field);
  await userEvent.type(field, expression);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  return field;
}

it("says at the expression what is wrong with it, until it is changed", async () => {
  answering({
    ...ROUTES,
    "PATCH /api/org/organizations/org": () => problem(400, "invalid-request", { errors: [{ field: "schedule", message: RULE }] }),
  });
  show(<ScheduleForm organization={organization} mayChange />);
  const field = await save("never");
  await waitFor(() => expect(field).toHaveAccessibleDescription(RULE));
  expect(field).toBeInvalid();
  expect(screen.getAllByText(RULE)).toHaveLength(1);
  await userEvent.type(field, " again");
  expect(field).not.toBeInvalid();
});

it("shows what is wrong elsewhere with its request id", async () => {
  answering({ ...ROUTES, "PATCH /api/org/organizations/org": () => problem(500, "internal-error") });
  show(<ScheduleForm organization={organization} mayChange />);
  const field = await save("1 2 3 4 5");
  expect(await screen.findByText("request-1")).toBeInTheDocument();
  expect(field).not.toBeInvalid();
});
