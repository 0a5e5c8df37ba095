import type { TFunction } from "i18next";

/** The kinds of change that have a name here; services may send others, which are shown as they are. */
export const KINDS = [
  "grant.created",
  "grant.updated",
  "grant.removed",
  "grant.removed_on_departure",
  "role.created",
  "role.updated",
  "role.removed",
  "access_request.created",
  "access_request.approved",
  "access_request.declined",
  "access_request.closed",
] as const;

export function kindName(t: TFunction<"audit">, kind: string): string {
  return (KINDS as readonly string[]).includes(kind) ? t(`kindOf.${kind}`) : kind;
}

/** Who did it, in words: an administrator's name, a program's id. */
export function actorName(t: TFunction<"audit">, actor: string): string {
  if (actor.startsWith("administrator:")) return actor.slice("administrator:".length);
  if (actor === "unknown") return t("unknownActor");
  if (actor.startsWith("member:")) return t("member", { id: actor.slice("member:".length) });
  return actor;
}

const REASONS = [
  "organization-disabled",
  "member-not-found",
  "member-inactive",
  "access-blocked",
  "granted",
  "not-authorized",
  "unknown-subject",
  "unknown-action",
  "unknown-resource",
];

/** Why a decision is what it is; a reason that is not known here is shown as it is. */
export function reasonName(t: TFunction<"audit">, reason: string): string {
  return REASONS.includes(reason) ? t(`reasonOf.${reason}`) : reason;
}
