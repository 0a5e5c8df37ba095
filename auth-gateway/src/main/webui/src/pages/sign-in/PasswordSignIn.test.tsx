import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { gatewayAnswers, problem, showAt } from "../../test/render";
import { PasswordSignIn } from "./PasswordSignIn";

const SESSION = { kind: "platform", username: "admin", name: "admin", scopes: [], applications: null };

const show = (address = "/login") =>
  showAt(address, [
    { path: "/login", element: <PasswordSignIn /> },
    { path: "*", element: <p>the console</p> },
  ]);

async function fill(password = "correct horse") {
  await userEvent.type(await screen.findByLabelText("User name"), "admin");
  await userEvent.type(screen.getByLabelText("Password"), password);
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

it("goes back to where the session had ended", async () => {
  const calls = gatewayAnswers(() => ({ body: SESSION }));
  const { router } = show("/login?return_to=%2Fsessions%3Factive%3Dall");
  await fill();
  await waitFor(() => expect(router.state.location.pathname + router.state.location.search).toBe("/sessions?active=all"));
  expect(calls[0]).toEqual({ method: "POST", path: "/console/login", body: { username: "admin", password: "correct horse" } });
});

it("asks for the code when the account has a second factor, and sends it without spaces", async () => {
  const calls = gatewayAnswers(({ body }) =>
    (body as { totp?: string }).totp ? { body: SESSION } : { status: 401, body: problem("totp-required") },
  );
  show();
  await fill();
  await userEvent.type(await screen.findByLabelText("Verification code"), "123 456");
  await userEvent.click(screen.getByRole("button", { name: "Verify and sign in" }));
  await screen.findByText("the console");
  expect(calls[1]?.body).toEqual({ username: "admin", password: "correct horse", totp: "123456" });
});

it("does not say which of name and password was wrong", async () => {
  gatewayAnswers(() => ({ status: 401, body: problem("credentials-rejected") }));
  show();
  await fill("wrong");
  expect(await screen.findByRole("alert")).toHaveTextContent("User name, password or code is not right");
});

it("says for how long a locked name stays locked", async () => {
  gatewayAnswers(() => ({ status: 429, body: problem("too-many-requests"), headers: { "Retry-After": "845" } }));
  show();
  await fill();
  expect(await screen.findByRole("alert")).toHaveTextContent("try again in 15 minutes");
});

it("shows the request id of what it cannot explain, and keeps what was typed", async () => {
  gatewayAnswers(() => ({ status: 500, body: problem("internal-error") }));
  show();
  await fill();
  expect(await screen.findByRole("alert")).toHaveTextContent("0193-request");
  expect(screen.getByLabelText("User name")).toHaveValue("admin");
});

it("says at the password that it is longer than any can be", async () => {
  gatewayAnswers(() => ({ status: 400, body: problem("invalid-request", { errors: [{ field: "password", message: "is longer than 200 characters" }] }) }));
  show();
  await fill();
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("is longer than 200 characters"));
});

it("shows the request id of every refusal", async () => {
  gatewayAnswers(() => ({ status: 401, body: problem("credentials-rejected") }));
  show();
  await fill("wrong");
  expect(await screen.findByRole("alert")).toHaveTextContent("0193-request");
});
