import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Application } from "../../api/types";
import { gatewayAnswers, problem, show } from "../../test/render";
import { ConnectForm } from "./ConnectForm";

const APPLICATION = { org_id: "whwy", app_id: "app1", entry_origins: [] as string[] } as Application;

async function fill() {
  await userEvent.type(await screen.findByLabelText("App ID"), "  cli_a1 ");
  await userEvent.type(screen.getByLabelText("App Secret"), "secret ");
  await userEvent.click(screen.getByRole("button", { name: "Try and connect" }));
}

it("creates the organization from what was pasted, spaces around it taken off", async () => {
  const created = vi.fn();
  const calls = gatewayAnswers(() => ({ status: 201, body: { organization_id: "o1" } }));
  show(<ConnectForm application={APPLICATION} platform="lark" draft={{}} onDraft={vi.fn()} onCreated={created} />);
  await fill();
  await waitFor(() => expect(created).toHaveBeenCalledWith({ organization_id: "o1" }));
  expect(calls[0]).toEqual({
    method: "POST",
    path: "/api/org/organizations",
    body: { org_id: "whwy", app_id: "app1", platform: "lark", title: "Lark (abroad)", event_delivery: "none", feishu_app_id: "cli_a1", feishu_app_secret: "secret" },
  });
});

it("tells a wrong secret at the field of the secret, and keeps what was typed", async () => {
  gatewayAnswers(() => ({ status: 422, body: problem("credentials-invalid", { feishu: { code: 10014 } }) }));
  show(<ConnectForm application={APPLICATION} platform="feishu" draft={{}} onDraft={vi.fn()} onCreated={vi.fn()} />);
  await fill();
  expect(await screen.findByText(/does not belong to this App ID/)).toBeInTheDocument();
  expect(screen.getByLabelText("App Secret")).toHaveValue("secret ");
});

it("tells an unknown App ID at its own field", async () => {
  gatewayAnswers(() => ({ status: 422, body: problem("credentials-invalid", { feishu: { code: 10003 } }) }));
  show(<ConnectForm application={APPLICATION} platform="feishu" draft={{}} onDraft={vi.fn()} onCreated={vi.fn()} />);
  await fill();
  expect(await screen.findByText(/Feishu does not know this App ID/)).toBeInTheDocument();
});

it("asks nothing of Feishu for what cannot be an App ID", async () => {
  const calls = gatewayAnswers(() => undefined);
  show(<ConnectForm application={APPLICATION} platform="feishu" draft={{}} onDraft={vi.fn()} onCreated={vi.fn()} />);
  await userEvent.type(await screen.findByLabelText("App ID"), "app1769584429813");
  await userEvent.type(screen.getByLabelText("App Secret"), "secret");
  await userEvent.click(screen.getByRole("button", { name: "Try and connect" }));
  expect(await screen.findByText("Feishu’s App IDs begin with cli_")).toBeInTheDocument();
  expect(calls).toEqual([]);
});
