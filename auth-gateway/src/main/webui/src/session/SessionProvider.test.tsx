import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { answer, gateway } from "../api/clients";
import { gatewayAnswers, problem, showAt } from "../test/render";
import { SessionProvider } from "./SessionProvider";
import { useSession } from "./session";

const SESSION = { kind: "platform", username: "admin", name: "Admin", scopes: ["sessions:read"], applications: null, password_change_required: false };

function Page() {
  const { session, may } = useSession();
  return <p>{`${session.name} ${may("sessions:read")} ${may("clients:write")}`}</p>;
}

const show = (address: string) =>
  showAt(address, [
    { path: "/login", element: <p>sign in</p> },
    { element: <SessionProvider />, children: [{ path: "*", element: <Page /> }] },
  ]);

it("lets in who has a session", async () => {
  gatewayAnswers(() => ({ body: SESSION }));
  show("/sessions");
  expect(await screen.findByText("Admin true false")).toBeInTheDocument();
});

it("sends others to sign in, and remembers where they wanted to go", async () => {
  gatewayAnswers(() => ({ status: 401, body: problem("session-required") }));
  const { router } = show("/sessions?active=all");
  await screen.findByText("sign in");
  expect(router.state.location.search).toBe(`?return_to=${encodeURIComponent("/sessions?active=all")}`);
});

it("notices from any call that the session has ended", async () => {
  let live = true;
  gatewayAnswers(({ path }) => {
    if (!live) return { status: 401, body: problem("session-required") };
    return path === "/console/session" ? { body: SESSION } : undefined;
  });
  show("/sessions");
  await screen.findByText("Admin true false");
  live = false;
  await expect(answer(gateway.GET("/api/auth/sessions"))).rejects.toMatchObject({ id: "session-required" });
  expect(await screen.findByText("sign in")).toBeInTheDocument();
});

it("shows nothing but the change of the first password until it is changed", async () => {
  gatewayAnswers(() => ({ body: { ...SESSION, password_change_required: true } }));
  show("/sessions");
  expect(await screen.findByRole("heading", { name: "Change your password" })).toBeInTheDocument();
  expect(screen.queryByText("Admin true false")).not.toBeInTheDocument();
});

it("does not send to sign in when the gateway is away", async () => {
  gatewayAnswers(() => ({ status: 503, body: problem("service-unavailable") }));
  const { router } = show("/sessions");
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("0193-request"));
  expect(router.state.location.pathname).toBe("/sessions");
});
