import { describe, expect, it } from "vitest";
import type { Attempt, DecisionRecord } from "../../../api/types";
import { happened } from "./happenings";

const attempt = (some: Partial<Attempt>) =>
  ({ started_at: "2026-11-26T08:00:00Z", returned_at: null, outcome: "started", problem: null, request_id: "r1", ...some }) as Attempt;
const decision = (some: Partial<DecisionRecord>) =>
  ({ at: "2026-11-26T08:00:01Z", last_at: null, decision: true, reason: "granted", times: 1, request_id: "r2", ...some }) as DecisionRecord;

describe("what happened with a person", () => {
  it("is told the latest first, whichever record it is from", () => {
    const told = happened(
      [attempt({ outcome: "signed_in", returned_at: "2026-11-26T09:00:00Z" })],
      [decision({ at: "2026-11-26T08:30:00Z" }), decision({ at: "2026-11-26T10:00:00Z", decision: false, reason: "access-blocked" })],
    );
    expect(told.map((one) => one.what)).toEqual(["denied", "signedIn", "permitted"]);
    expect(told[0]?.reason).toBe("access-blocked");
  });

  it("is not told twice where a sign-in and its decision are of one request", () => {
    const told = happened([attempt({ outcome: "refused", problem: "not-authorized" })], [decision({ request_id: "r1", decision: false })]);
    expect(told.map((one) => [one.what, one.reason])).toEqual([["refused", "not-authorized"]]);
  });

  it("is when it last was, of what was so several times", () => {
    const told = happened([], [decision({ decision: false, times: 12, last_at: "2026-11-26T11:00:00Z" })]);
    expect(told).toMatchObject([{ at: "2026-11-26T11:00:00Z", times: 12, good: false }]);
  });
});
