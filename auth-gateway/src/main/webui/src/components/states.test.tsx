import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { show } from "../test/render";
import { ConfirmWithConsequences } from "./ConfirmWithConsequences";
import { DataTable } from "./DataTable";
import { ErrorState } from "./ErrorState";

it("an error says what it is, its request id and Feishu's code, and is tried again", async () => {
  const retry = vi.fn();
  const error = new ProblemError(502, {
    type: "urn:jit:problem:feishu-refused",
    title: "Feishu refused",
    detail: "Out of range.",
    request_id: "0193-abc",
    feishu: { code: 40004, log_id: "log-1" },
  });
  show(<ErrorState error={error} onRetry={retry} />);
  const alert = await screen.findByRole("alert");
  for (const text of ["Feishu refused the request", "Out of range.", "0193-abc", "40004", "log-1"]) expect(alert).toHaveTextContent(text);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

it("a problem nobody here knows is shown as the service put it", async () => {
  show(<ErrorState error={new ProblemError(418, { type: "urn:jit:problem:teapot", title: "I am a teapot" })} />);
  expect(await screen.findByRole("alert")).toHaveTextContent("I am a teapot");
});

it("a page that is forbidden says so, and leads back", async () => {
  show(<ErrorState page error={new ProblemError(403, { type: "urn:jit:problem:forbidden", request_id: "0193-f" })} />);
  expect(await screen.findByRole("heading", { name: "This page is not open to you" })).toBeInTheDocument();
  expect(screen.getByText("0193-f")).toBeInTheDocument();
});

it("what cannot be undone wants to be typed, says what it does, and shows its failure without closing", async () => {
  const close = vi.fn();
  const confirm = vi.fn().mockRejectedValueOnce(new ProblemError(409, { type: "urn:jit:problem:conflict", request_id: "0193-c" })).mockResolvedValue(undefined);
  show(<ConfirmWithConsequences open title="Delete?" consequences={["3 sessions end"]} action="Delete" typeToConfirm="app1" onConfirm={confirm} onClose={close} />);
  expect(await screen.findByText("3 sessions end")).toBeInTheDocument();
  const button = screen.getByRole("button", { name: "Delete" });
  expect(button).toBeDisabled();
  await userEvent.type(screen.getByRole("textbox"), "app1");
  await userEvent.click(button);
  expect(await screen.findByText("0193-c")).toBeInTheDocument();
  expect(close).not.toHaveBeenCalled();
  await userEvent.click(button);
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
});

it("a table names its rows and tells each cell's column", async () => {
  show(
    <DataTable
      caption="People"
      items={[{ name: "Li", city: "Wuhan" }]}
      rowKey={(item) => item.name}
      columns={[
        { key: "name", title: "Name", heading: true, render: (item) => item.name },
        { key: "city", title: "City", render: (item) => item.city },
      ]}
    />,
  );
  expect(await screen.findByRole("rowheader", { name: "Li" })).toBeInTheDocument();
  expect(screen.getByRole("cell", { name: "Wuhan" })).toHaveAttribute("data-label", "City");
});
