import { describe, expect, it } from "vitest";
import { answering, page } from "../test/api";
import { liveSessionsOf, liveSessionsOfOrganization } from "./memberActivity";

const application = { org_id: "whwy", app_id: "app1" };
const session = (member: string, organization = "org") => ({ sid: `s-${member}`, member_id: member, organization_id: organization });
const people = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);

describe("how many sessions would end", () => {
  it("is asked of a few people one by one, and only of those going on", async () => {
    const calls = answering({ "GET /api/auth/sessions": ({ url }) => page(url.includes("member_id=m1") ? [session("m1"), session("m1")] : []) });
    expect(await liveSessionsOf(application, people(3))).toBe(2);
    expect(calls).toHaveLength(3);
    expect(calls.every((call) => call.url.includes("active=true") && call.url.includes("org_id=whwy"))).toBe(true);
  });

  it("is counted in the application's sessions where it is many, to the last page", async () => {
    const calls = answering({
      "GET /api/auth/sessions": ({ url }) =>
        url.includes("cursor=next") ? page([session("m2"), session("somebody-else")]) : page([session("m1")], "next"),
    });
    expect(await liveSessionsOf(application, people(50))).toBe(2);
    expect(calls).toHaveLength(2);
  });

  it("is nothing to ask for nobody", async () => {
    const calls = answering({});
    expect(await liveSessionsOf(application, [])).toBe(0);
    expect(calls).toEqual([]);
  });

  it("of an organization leaves out those of others", async () => {
    answering({ "GET /api/auth/sessions": () => page([session("a"), session("b", "other"), session("c")]) });
    expect(await liveSessionsOfOrganization(application, "org")).toBe(2);
  });
});
