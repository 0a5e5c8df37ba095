import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer, callConsole, gateway } from "../api/clients";
import { answering, page } from "../test/api";
import { GONE_AFTER_MS, UNATTENDED } from "./attendance";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  window.dispatchEvent(new Event("keydown"));
});
afterEach(() => vi.useRealTimers());

const routes = { "GET /api/auth/sessions": () => page([]), "GET /console/health": () => ({ body: {} }) };

async function called() {
  const calls = answering(routes);
  await answer(gateway.GET("/api/auth/sessions"));
  await callConsole("GET", "health");
  return calls.map((call) => call.headers.get(UNATTENDED));
}

it("says nothing of a call while somebody is at the page", async () => {
  expect(await called()).toEqual([null, null]);
});

it("says of what the page asks by itself that nobody is there, until somebody is again", async () => {
  vi.setSystemTime(Date.now() + GONE_AFTER_MS);
  expect(await called()).toEqual(["true", "true"]);
  window.dispatchEvent(new Event("pointermove"));
  expect(await called()).toEqual([null, null]);
});
