import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Organization } from "../../../api/types";
import i18n from "../../../i18n";
import { answering, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { CredentialsForm } from "./CredentialsForm";

const organization = {
  organization_id: "org",
  title: "Starbridge",
  platform: "feishu",
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
    expect(screen.getByLabelText("App Secret")).toHaveAccessibleDescription(/does not belong to this App ID/);
    expect(screen.getByText("request-1")).toBeInTheDocument();
  });

  it("that Feishu does not know are wrong at the App ID, not at the secret", async () => {
    answering({ [PATCH]: () => problem(422, "credentials-invalid", { detail: "Feishu does not know an app with this App ID.", feishu: { code: 10003 } }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await userEvent.type(await screen.findByLabelText("App ID"), "x");
    await replaceSecret();
    await waitFor(() => expect(screen.getByLabelText("App ID")).toHaveAccessibleDescription(/Feishu does not know this App ID/));
    expect(screen.getByLabelText("App ID")).toBeInvalid();
    expect(screen.getByLabelText("App ID")).toHaveFocus();
    expect(screen.getByLabelText("App Secret")).not.toBeInvalid();
    expect(screen.queryByText("Feishu does not know an app with this App ID.")).toBeNull();
  });

  it("take no events at a request URL without an Encrypt Key", async () => {
    const calls = answering({ [PATCH]: () => ({ body: organization }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await userEvent.click(await screen.findByRole("radio", { name: "Request URL" }));
    await userEvent.click(screen.getByRole("button", { name: "Try and save" }));
    expect(await screen.findByText("Events at a request URL need an Encrypt Key")).toBeInTheDocument();
    expect(screen.getByLabelText("Encrypt Key")).toBeInvalid();
    expect(calls).toEqual([]);
    await userEvent.type(screen.getByLabelText("Encrypt Key"), "key");
    await userEvent.click(screen.getByRole("button", { name: "Try and save" }));
    await waitFor(() => expect(calls.map((call) => call.body)).toEqual([{ event_delivery: "webhook", encrypt_key: "key" }]));
  });

  it("keep the Encrypt Key that is there", async () => {
    const calls = answering({ [PATCH]: () => ({ body: organization }) });
    show(<CredentialsForm organization={{ ...organization, encrypt_key_set: true }} mayChange />);
    await userEvent.click(await screen.findByRole("radio", { name: "Request URL" }));
    await userEvent.click(screen.getByRole("button", { name: "Try and save" }));
    await waitFor(() => expect(calls.map((call) => call.body)).toEqual([{ event_delivery: "webhook" }]));
  });

  it("say what the service refuses at its field, once and in the language of the page", async () => {
    await i18n.changeLanguage("zh");
    const message = "must be 1 to 200 visible ASCII characters";
    answering({ [PATCH]: () => problem(400, "invalid-request", { detail: message, errors: [{ field: "feishu_app_secret", message }] }) });
    show(<CredentialsForm organization={organization} mayChange />);
    await userEvent.type(await screen.findByLabelText("App Secret"), "new");
    await userEvent.click(screen.getByRole("button", { name: "验证并保存" }));
    expect(await screen.findAllByText("应为 1 到 200 个可见的 ASCII 字符")).toHaveLength(1);
    expect(screen.queryByText(message)).toBeNull();
    expect(screen.queryByText("填写的内容有误")).toBeNull();
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
