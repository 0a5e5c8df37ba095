import { expect, it } from "vitest";
import { current, navigation } from "./navigation";

it("shows administrators of applications nothing of the system's own", () => {
  expect(navigation({ kind: "member" }).map(({ name }) => name)).toEqual(["applications", "activity"]);
  expect(navigation({ kind: "platform" }).map(({ name }) => name)).toContain("system");
});

it("knows which destination a page below it belongs to", () =>
  expect(current("/applications/whwy/app1/connect", navigation({ kind: "member" }))).toBe("/applications"));
