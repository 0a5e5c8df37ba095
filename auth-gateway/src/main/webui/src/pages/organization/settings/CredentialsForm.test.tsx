import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Organization } from "../../../api/types";
import { answering, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { CredentialsForm } from "./CredentialsForm";

const organization = {
  organization_id: "org",
  title: "Starbridge",
  feishu_app_id: "cli_a1",
  feishu_app_secret_set: true,
  encrypt_key_set: false,
  verification_token_set: false,
  tenant_name: "Starbridge Education",
  event_delivery: "none",
} as Organization;
const PATCH = "PATCH /api/org/organizations/org";

async function replaceSecret() {
  await userEvent.type(await screen.findByLabelText("App Secret"), "new-secret");
  await userEvent.click(screen.getByRole("button", { name: "Try and save" }));
}

describe("an organization's credentials", () => {
  it("are sent where they were changed, and nothing else", async () => {
    const calls = answering({ [PATCH]: () => ({ body: organization }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await replaceSecret();
    await waitFor(() => expect(calls.map((call) => call.body)).toEqual([{ feishu_app_secret: "new-secret" }]));
  });

  it("are not sent where nothing was changed", async () => {
    const calls = answering({});
    show(<CredentialsForm organization={organization} mayChange />);
    await userEvent.click(await screen.findByRole("button", { name: "Try and save" }));
    expect(await screen.findByText("Nothing was changed")).toBeInTheDocument();
    expect(calls).toEqual([]);
  });

  it("that Feishu refuses stay in the form, with what Feishu said", async () => {
    answering({ [PATCH]: () => problem(422, "credentials-invalid", { feishu: { code: 10014, log_id: "log-1" } }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await replaceSecret();
    expect(await screen.findByText("Feishu does not accept the App ID or App Secret")).toBeInTheDocument();
    expect(screen.getByText(/10014/)).toBeInTheDocument();
    expect(screen.getByLabelText("App Secret")).toHaveValue("new-secret");
  });

  it("of another company are kept only after somebody has said that it is meant", async () => {
    const calls = answering({
      [PATCH]: ({ body }) =>
        (body as { confirm_tenant_change?: boolean }).confirm_tenant_change
          ? { body: organization }
          : problem(409, "conflict", { detail: "… Send confirm_tenant_change: true if that is meant." }),
    });
    show(<CredentialsForm organization={organization} mayChange />);
    await replaceSecret();
    const confirm = await screen.findByRole("button", { name: "Change it" });
    expect(confirm).toBeDisabled();
    await userEvent.type(screen.getByLabelText("Type “Starbridge” to confirm"), "Starbridge");
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(calls.map((call) => call.body)).toEqual([
        { feishu_app_secret: "new-secret" },
        { feishu_app_secret: "new-secret", confirm_tenant_change: true },
      ]),
    );
  });

  it("in use elsewhere cannot be confirmed away", async () => {
    answering({ [PATCH]: () => problem(409, "conflict", { detail: "Another organization uses this app." }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await replaceSecret();
    expect(await screen.findByText("Another organization uses this app.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Change it" })).toBeNull();
  });
});
