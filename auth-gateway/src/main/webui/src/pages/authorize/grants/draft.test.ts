import { describe, expect, it } from "vitest";
import type { Grant } from "../../../api/permissions";
import { changeOf, type Draft, emptyDraft, faultOf, grantsOf, patchOf } from "./draft";

const NOW = Date.parse("2026-11-26T08:00:00Z");
const draft = (some: Partial<Draft>): Draft => ({ ...emptyDraft("org"), ...some });
const people = [
  { id: "a", name: "A" },
  { id: "b", name: "B" },
];

describe("a draft", () => {
  it("makes one grant for each person", () => {
    expect(grantsOf(draft({ members: people })).map((grant) => grant.principal)).toEqual([
      { type: "member", id: "a" },
      { type: "member", id: "b" },
    ]);
  });

  it("says of departments whether those below are meant", () => {
    const grants = grantsOf(draft({ whom: "departments", departments: people, includeSubDepartments: false }));
    expect(grants.map((grant) => grant.include_sub_departments)).toEqual([false, false]);
  });

  it("forgets whom else was chosen when everyone is meant", () => {
    expect(grantsOf(draft({ whom: "everyone", members: people }))).toMatchObject([
      { principal: { type: "everyone", id: null } },
    ]);
  });

  it.each<[Partial<Draft>, string | null]>([
    [{ whom: "members" }, "nobody"],
    [{ whom: "departments", members: people }, "nobody"],
    [{ whom: "everyone" }, null],
    [{ members: people }, null],
    [{ members: people, from: "2026-12-02T00:00:00Z", until: "2026-12-01T00:00:00Z" }, "endsBeforeItBegins"],
    [{ members: people, from: "2026-12-01T00:00:00Z", until: "2026-12-01T00:00:00Z" }, "endsBeforeItBegins"],
    [{ members: people, until: "2026-11-26T08:00:00Z" }, "hasEnded"],
    [{ members: people, until: "2026-11-26T08:00:01Z" }, null],
  ])("%o cannot be saved because of %s", (some, fault) => {
    expect(faultOf(draft(some), NOW)).toBe(fault);
  });

  it("is tried as of now, and as of when it begins if that is later", () => {
    const at = (from: string | null) => changeOf(grantsOf(draft({ members: people, from })), [], NOW).at;
    expect(at(null)).toBeUndefined();
    expect(at("2026-11-01T00:00:00Z")).toBeUndefined();
    expect(at("2027-01-01T00:00:00Z")).toBe("2027-01-01T00:00:00.000Z");
  });
});

describe("a change of a grant", () => {
  const grant = { role: "member", valid_from: null, valid_until: "2026-12-01T00:00:00Z" } as Grant;

  it("sends only what is different", () => {
    expect(patchOf(grant, { role: "member", from: null, until: "2026-12-01T00:00:00.000Z" })).toEqual({});
    expect(patchOf(grant, { role: "teacher", from: null, until: "2026-12-01T00:00:00Z" })).toEqual({ role: "teacher" });
  });

  it("takes a time away with null", () => {
    expect(patchOf(grant, { role: "member", from: null, until: null })).toEqual({ valid_until: null });
  });
});
