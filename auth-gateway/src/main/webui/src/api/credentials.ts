import type { ProblemError } from "./problem";

/** What Feishu's refusal of credentials is about (its codes, as org-sync-service sorts them). */
export type Culprit = "feishu_app_id" | "feishu_app_secret" | "app";

/** Which of the credentials Feishu does not accept; `app`: both are right, and the app is not in use. Null for other problems. */
export function culprit(problem: ProblemError): Culprit | null {
  if (problem.id !== "credentials-invalid") return null;
  switch (problem.body.feishu?.code) {
    case 10003:
      return "feishu_app_id";
    case 10012:
    case 10013:
    case 99991662:
    case 99991673:
    case 212100:
      return "app";
    default:
      return "feishu_app_secret";
  }
}
