import { describe, expect, it } from "vitest";
import { applicationIn } from "./ThroughFeishu";
import { returnTo } from "./returnTo";

describe("where to go after signing in", () => {
  it.each([
    ["/sessions?active=all", "/sessions?active=all"],
    [null, "/applications"],
    ["https://evil.example/", "/applications"],
    ["//evil.example/", "/applications"],
    ["/\\evil.example", "/applications"],
    ["/login?return_to=/login", "/applications"],
  ])("%s leads to %s", (given, expected) => expect(returnTo(given)).toBe(expected));
});

describe("the application that somebody names", () => {
  it.each([
    ["whwy/app1769584429813", "whwy", "app1769584429813"],
    [" /whwy/app1/ ", "whwy", "app1"],
    ["https://sso.example.com/whwy/app1/login?lang=zh", "whwy", "app1"],
  ])("%s", (text, orgId, appId) => expect(applicationIn(text)).toEqual({ orgId, appId }));

  it.each(["whwy", "", "https://sso.example.com/console/login", "a b/c", "javascript:alert(1)"])("is none in “%s”", (text) =>
    expect(applicationIn(text)).toBeNull(),
  );
});
