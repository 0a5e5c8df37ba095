import type { Attempt, DecisionRecord } from "../../../api/types";

/** Something that happened with a person. */
export interface Happening {
  at: string;
  what: "signedIn" | "refused" | "abandoned" | "started" | "fellBack" | "permitted" | "denied";
  good: boolean | null;
  reason: string | null;
  times: number;
  /** Of a sign-in, by which its story is found. */
  requestId: string | null;
}

const OUTCOMES: Record<string, Happening["what"]> = {
  signed_in: "signedIn",
  refused: "refused",
  abandoned: "abandoned",
  fell_back: "fellBack",
};

/** Sign-ins and decisions as one story, the latest first. A decision that a sign-in of the same request tells of is not told twice. */
export function happened(attempts: readonly Attempt[], decisions: readonly DecisionRecord[]): Happening[] {
  const told = new Set(attempts.map((attempt) => attempt.request_id));
  const signIns = attempts.map((attempt): Happening => {
    const what = OUTCOMES[attempt.outcome ?? ""] ?? "started";
    return {
      at: attempt.returned_at ?? attempt.started_at,
      what,
      good: what === "signedIn" ? true : what === "refused" ? false : null,
      reason: attempt.problem,
      times: 1,
      requestId: attempt.request_id,
    };
  });
  const decided = decisions
    .filter((decision) => !told.has(decision.request_id))
    .map(
      (decision): Happening => ({
        at: decision.last_at ?? decision.at,
        what: decision.decision ? "permitted" : "denied",
        good: decision.decision,
        reason: decision.decision ? null : decision.reason,
        times: decision.times,
        requestId: null,
      }),
    );
  return [...signIns, ...decided].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
