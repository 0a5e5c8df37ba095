import { expect, it } from "vitest";
import { asRequest, grantable, keySet } from "./request";

it("a program gets scopes, and an application's client addresses", () => {
  expect(asRequest({ kind: "service", proof: "client_secret_basic", client_id: " reports ", scopes: ["members:read"] })).toEqual({ client_id: "reports", scopes: ["members:read"] });
  expect(
    asRequest({ kind: "application", proof: "none", application: { orgId: "whwy", appId: "app1" }, redirect_uris: " https://a.example/cb \n\nhttps://b.example/cb" }),
  ).toEqual({
    token_endpoint_auth_method: "none",
    org_id: "whwy",
    app_id: "app1",
    redirect_uris: ["https://a.example/cb", "https://b.example/cb"],
    post_logout_redirect_uris: [],
    grant_types: ["authorization_code", "refresh_token"],
  });
});

it("takes a key set, and a single key for a set of one", () => {
  expect(keySet('{"keys":[{"kty":"EC"}]}')).toEqual({ keys: [{ kty: "EC" }] });
  expect(keySet('{"kty":"EC"}')).toEqual({ keys: [{ kty: "EC" }] });
  for (const text of [undefined, "", "[]", "null", "{}", "{"]) expect(keySet(text)).toBeNull();
});

it("offers what the session carries, and never App Secrets", () =>
  expect(grantable(["members:read", "login-configuration:read"])).toEqual(["members:read"]));
