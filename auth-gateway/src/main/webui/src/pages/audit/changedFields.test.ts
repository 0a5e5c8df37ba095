import { expect, it } from "vitest";
import { changedFields } from "./changedFields";

it("names what is different, field by field", () =>
  expect(changedFields({ role: "member", principal: { type: "everyone", id: null } }, { role: "administrator", principal: { type: "everyone", id: null } })).toEqual([
    { field: "role", before: "member", after: "administrator" },
  ]));

it("shows a thing that is new, and one that is gone, whole", () => {
  expect(changedFields(null, { role: "member", days: [1, 2] })).toEqual([
    { field: "role", before: null, after: "member" },
    { field: "days", before: null, after: "[1,2]" },
  ]);
  expect(changedFields({ role: "member" }, null)).toEqual([{ field: "role", before: "member", after: null }]);
});

it("is not put off by what is no object", () => expect(changedFields("text", 3)).toEqual([]));
