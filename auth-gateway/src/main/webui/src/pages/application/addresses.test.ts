import { expect, it } from "vitest";
import { isOrigin, isWebAddress } from "./addresses";

it.each(["http://campus.internal:8080", " https://campus.example.com/app?x=1 ", "http://[::1]:1", "https://a:65535/", "http://a:/"])("takes %s", (text) =>
  expect(isWebAddress(text)).toBe(true),
);

it.each(["campus", "ftp://campus", "http://", "http://a:0", "http://a:65536", "http://a:999999999999", "http://a:b", "http://u@a", "http://a b"])("refuses %s", (text) =>
  expect(isWebAddress(text)).toBe(false),
);

it("takes an origin without a path", () => {
  expect(isOrigin("https://sso.example.com/")).toBe(true);
  expect(isOrigin("https://sso.example.com:8443")).toBe(true);
  expect(isOrigin("https://sso.example.com:70000")).toBe(false);
  expect(isOrigin("https://sso.example.com/app")).toBe(false);
});
