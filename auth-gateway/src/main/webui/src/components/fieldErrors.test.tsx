import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { show } from "../test/show";
import { clearFields, showAtFields } from "./fieldErrors";
import { FormProblem } from "./FormProblem";

function Example({ refuse }: { refuse: () => { field: string; message: string }[] }) {
  const [form] = Form.useForm();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  return (
    <Form
      form={form}
      onFinish={() => {
        clearFields(form);
        setProblem(showAtFields(form, new ProblemError(400, { type: "urn:jit:problem:invalid-request", request_id: "request-1", errors: refuse() })));
      }}
    >
      <Form.Item name="title" label="Title">
        <Input />
      </Form.Item>
      <Form.Item name={["session", "idle"]} label="Idle">
        <Input />
      </Form.Item>
      <FormProblem problem={problem} />
      <Button htmlType="submit">Save</Button>
    </Form>
  );
}

it("puts errors at their fields, goes to the first, and shows beside the form what has no field", async () => {
  const errors = [
    { field: "session.idle", message: "is too short" },
    { field: "elsewhere", message: "is odd" },
  ];
  show(<Example refuse={() => errors} />);
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByLabelText("Idle")).toHaveAccessibleDescription("is too short"));
  expect(screen.getByLabelText("Idle")).toHaveFocus();
  expect(screen.getByLabelText("Title")).not.toBeInvalid();
  expect(screen.getByRole("alert", { name: "" })).toHaveTextContent("is odd");
  expect(screen.getAllByText("is too short")).toHaveLength(1);
  expect(screen.getByText("request-1")).toBeInTheDocument();
});

it("shows nothing beside the form where every error has its field, and forgets what was wrong before", async () => {
  const refuse = vi.fn(() => [{ field: "session.idle", message: "is too short" }]);
  show(<Example refuse={refuse} />);
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByLabelText("Idle")).toBeInvalid());
  expect(screen.queryByText("request-1")).toBeNull();
  refuse.mockReturnValue([{ field: "title", message: "is long" }]);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByLabelText("Title")).toBeInvalid());
  await waitFor(() => expect(screen.getByLabelText("Idle")).not.toBeInvalid());
});

it("brings to view what is shown beside the form", async () => {
  const scroll = vi.spyOn(Element.prototype, "scrollIntoView");
  show(<Example refuse={() => [{ field: "elsewhere", message: "is odd" }]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));
  await waitFor(() => expect(scroll).toHaveBeenCalled());
});
