import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Button, Form } from "antd";
import { expect, it, vi } from "vitest";
import { show } from "../../test/show";
import { ApplicationFields } from "./ApplicationFields";

const VALUES = {
  title: "Campus",
  entry_origins: ["https://sso.example.com"],
  upstream: "",
  login_mode: "redirect",
  session: { idle_seconds: 43_200, absolute_seconds: 604_800, token_seconds: 600 },
  login_methods: [],
};

function fields(finished = vi.fn()) {
  show(
    <Form initialValues={VALUES} onFinish={finished}>
      <ApplicationFields addresses />
      <Button htmlType="submit">Save</Button>
    </Form>,
  );
  return finished;
}

async function fill(label: string, value: string) {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, value);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  return field;
}

it("says in words for how long a session may last", async () => {
  const finished = fields();
  const token = await fill("Token", "61");
  await waitFor(() => expect(token).toHaveAccessibleDescription(/It must be 1 minute to 1 hour/));
  const idle = await fill("Without use", "9000");
  await waitFor(() => expect(idle).toHaveAccessibleDescription(/It must be 1 minute to 1 year/));
  expect(screen.getByLabelText("At most")).toHaveAccessibleDescription(/It must not be shorter than without use, and at most 1 year/);
  expect(finished).not.toHaveBeenCalled();
});

it("refuses an upstream with a port that there is not", async () => {
  const finished = fields();
  const upstream = await fill("Upstream (optional)", "http://campus.internal:70000");
  await waitFor(() => expect(upstream).toHaveAccessibleDescription(/a port is 1 to 65535/));
  expect(finished).not.toHaveBeenCalled();
  await fill("Upstream (optional)", "http://campus.internal:7000");
  await waitFor(() => expect(finished).toHaveBeenCalled());
});
