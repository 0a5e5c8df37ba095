import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Application } from "../../api/types";
import { answering } from "../../test/api";
import { show } from "../../test/show";
import { Wizard } from "./Wizard";

const APPLICATION = { org_id: "whwy", app_id: "app1", entry_origins: ["https://sso.example.com"] } as unknown as Application;

it("keeps what was typed of the credentials while somebody looks at other steps", async () => {
  answering({});
  show(<Wizard application={APPLICATION} organization={undefined} onCreated={vi.fn()} />, { at: "/?step=J2" });
  await userEvent.type(await screen.findByLabelText("App ID"), "cli_a1");
  await userEvent.type(screen.getByLabelText("App Secret"), "secret");
  await userEvent.click(screen.getByRole("radio", { name: /pushed to a request URL/ }));
  await userEvent.type(await screen.findByLabelText("Encrypt Key"), "key");

  await userEvent.click(screen.getByRole("button", { name: "Previous" }));
  expect(screen.queryByLabelText("App ID")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await userEvent.click(screen.getByRole("button", { name: "Next" }));

  expect(screen.getByRole("heading", { name: /^J3/ })).toBeInTheDocument();
  expect(screen.getByLabelText("App ID")).toHaveValue("cli_a1");
  expect(screen.getByLabelText("App Secret")).toHaveValue("secret");
  expect(screen.getByLabelText("Encrypt Key")).toHaveValue("key");
});

it("names the organization for the platform chosen, and keeps what was typed before", async () => {
  answering({});
  show(<Wizard application={APPLICATION} organization={undefined} onCreated={vi.fn()} />, { at: "/?step=J3" });
  await userEvent.type(await screen.findByLabelText("App ID"), "cli_a1");
  await userEvent.click(screen.getByText("Lark (abroad)"));
  expect(await screen.findByDisplayValue("Lark (abroad)")).toBeInTheDocument();
  expect(screen.getByLabelText("App ID")).toHaveValue("cli_a1");
});
