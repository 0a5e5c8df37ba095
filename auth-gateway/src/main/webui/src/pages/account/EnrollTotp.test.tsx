import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { gatewayAnswers, problem, show } from "../../test/render";
import { EnrollTotp } from "./EnrollTotp";

const CODES = Array.from({ length: 10 }, (_, index) => `code-${index}`);

it("asks for the password, shows the key, and shows the recovery codes once a code was right", async () => {
  const close = vi.fn();
  const calls = gatewayAnswers(({ path, body }) => {
    if (path === "/console/totp") return { body: { secret: "JBSWY3DPEHPK3PXP", otpauth_uri: "otpauth://totp/Jit:admin?secret=JBSWY3DPEHPK3PXP" } };
    return (body as { code: string }).code === "123456" ? { body: { recovery_codes: CODES } } : { status: 401, body: problem("credentials-rejected") };
  });
  show(<EnrollTotp onClose={close} />);

  await userEvent.type(await screen.findByLabelText("Current password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(await screen.findByText("JBSW Y3DP EHPK 3PXP")).toBeInTheDocument();
  expect(screen.getByRole("img", { name: "QR code for the authenticator app" })).toBeInTheDocument();

  const field = screen.getByLabelText("The six digits the app shows");
  await userEvent.type(field, "000000");
  await userEvent.click(screen.getByRole("button", { name: "Verify and turn on" }));
  expect(await screen.findByText(/The code is not right/)).toBeInTheDocument();

  await userEvent.clear(field);
  await userEvent.type(field, "123 456");
  await userEvent.click(screen.getByRole("button", { name: "Verify and turn on" }));
  const codes = await screen.findByRole("list");
  expect(within(codes).getAllByRole("listitem")).toHaveLength(10);
  await userEvent.click(screen.getByRole("button", { name: "I have kept it" }));
  expect(close).toHaveBeenCalledOnce();
  expect(calls.map(({ path }) => path)).toEqual(["/console/totp", "/console/totp/confirm", "/console/totp/confirm"]);
});

it("tells a wrong password at its field", async () => {
  gatewayAnswers(() => ({ status: 401, body: problem("credentials-rejected") }));
  show(<EnrollTotp onClose={vi.fn()} />);
  await userEvent.type(await screen.findByLabelText("Current password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(await screen.findByText("The password is not right")).toBeInTheDocument();
});
