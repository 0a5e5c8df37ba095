import { expect, it } from "vitest";
import { passwordFault } from "./PasswordFields";

it.each([
  ["elevenchars", "short"],
  ["twelve chars", null],
  ["密".repeat(12), null],
  ["密".repeat(25), "long"],
  ["a".repeat(73), "long"],
  ["Administrator", "username"],
  ["the present one", "same"],
])("%s: %s", (password, fault) => expect(passwordFault(password, "administrator", "the present one")).toBe(fault));
