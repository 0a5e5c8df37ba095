import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Application } from "../../api/types";
import { gatewayAnswers, show } from "../../test/render";
import { TestLogin } from "./TestLogin";

const APPLICATION = { org_id: "whwy", app_id: "app1", entry_origins: ["https://sso.example"] } as Application;
const attempt = (attempt_id: string, outcome: string, more: object = {}) => ({ attempt_id, outcome, problem: null, name: null, feishu: null, setup_step: null, request_id: `request-${attempt_id}`, ...more });

function open() {
  const tab = { location: { href: "" }, close: vi.fn() };
  vi.spyOn(window, "open").mockReturnValue(tab as unknown as Window);
  return tab;
}

it("opens the login address and tells who signed in, whatever was before", async () => {
  const tab = open();
  const signedIn = vi.fn();
  let attempts = [attempt("1", "refused", { problem: "not-authorized" })];
  gatewayAnswers(() => ({ body: { items: attempts, next_cursor: null } }));
  show(<TestLogin application={APPLICATION} onGo={vi.fn()} onSignedIn={signedIn} />);
  await userEvent.click(await screen.findByRole("button", { name: "Open the login address and test" }));
  await screen.findByText(/Waiting for somebody/);
  expect(tab.location.href).toBe("https://sso.example/whwy/app1/login?prompt=login");
  expect(signedIn).not.toHaveBeenCalled();

  attempts = [attempt("2", "signed_in", { name: "Chen" }), ...attempts];
  expect(await screen.findByText("Chen signed in")).toBeInTheDocument();
  await waitFor(() => expect(signedIn).toHaveBeenCalled());
});

it("says why somebody was refused, and leads to the step that mends it", async () => {
  open();
  const go = vi.fn();
  let attempts: object[] = [];
  gatewayAnswers(() => ({ body: { items: attempts, next_cursor: null } }));
  show(<TestLogin application={APPLICATION} onGo={go} onSignedIn={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: "Open the login address and test" }));
  await screen.findByText(/Waiting for somebody/);
  attempts = [attempt("1", "refused", { problem: "not-authorized", name: "Chen" })];
  await userEvent.click(await screen.findByRole("button", { name: /J5 Authorize members/ }));
  expect(go).toHaveBeenCalledWith("J5");
  expect(screen.getByText("Not authorized for the application")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "How it went" })).toHaveAttribute("href", expect.stringContaining("request_id=request-1"));
});

it("opens nothing when the attempts cannot be watched", async () => {
  const tab = open();
  gatewayAnswers(() => undefined);
  show(<TestLogin application={APPLICATION} onGo={vi.fn()} onSignedIn={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: "Open the login address and test" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("0193-request");
  expect(tab.close).toHaveBeenCalled();
});
