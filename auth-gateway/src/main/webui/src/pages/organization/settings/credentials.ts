import type { EventDelivery, OrganizationPatch } from "../../../api/organizationSettings";
import type { ProblemError } from "../../../api/problem";
import type { Organization } from "../../../api/types";

/** The form as it is filled in; an empty secret means that it stays. */
export interface CredentialValues {
  title: string;
  feishu_app_id: string;
  feishu_app_secret?: string;
  encrypt_key?: string;
  verification_token?: string;
  event_delivery: EventDelivery;
}

const SECRETS = ["feishu_app_secret", "encrypt_key", "verification_token"] as const;

/** What has to be sent: only what was changed, for credentials that come along are tried at Feishu. */
export function patchOf(values: CredentialValues, before: Organization): OrganizationPatch {
  const patch: OrganizationPatch = {};
  if (values.title.trim() !== before.title) patch.title = values.title.trim();
  if (values.feishu_app_id.trim() !== before.feishu_app_id) patch.feishu_app_id = values.feishu_app_id.trim();
  if (values.event_delivery !== before.event_delivery) patch.event_delivery = values.event_delivery;
  for (const secret of SECRETS) {
    const value = values[secret]?.trim();
    if (value) patch[secret] = value;
  }
  return patch;
}

/** Whether the service asks if another company is meant; other conflicts cannot be confirmed away. */
export function belongsToOtherCompany(problem: ProblemError): boolean {
  return problem.id === "conflict" && (problem.detail ?? "").includes("confirm_tenant_change");
}
