import type { components as Gateway } from "./generated/auth-gateway";
import type { components as OrgSync } from "./generated/org-sync-service";
import type { components as Permission } from "./generated/permission-service";

/** The documents write an id as the record it is in the services; on the wire it is a string. */
type Plain<T> = T extends { value?: string } ? string : T;

/**
 * What a service answers: it sends every field, which the documents do not say, and `null` for those named in `Nullable`.
 */
export type Answer<T, Nullable extends keyof T = never> = {
  [K in keyof T]-?: K extends Nullable ? Plain<NonNullable<T[K]>> | null : Plain<NonNullable<T[K]>>;
};

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

type G = Gateway["schemas"];
type O = OrgSync["schemas"];
type P = Permission["schemas"];

/** A text in both languages. */
export type Sentence = Answer<O["Sentence"]>;

export type SessionLife = Answer<G["SessionLife"]>;
export type LoginMethod = Answer<G["LoginMethod"]>;
export type Application = Omit<Answer<G["Application"], "upstream">, "session" | "login_methods"> & {
  session: SessionLife;
  login_methods: LoginMethod[];
};
export type Attempt = Answer<
  G["Attempt"],
  | "organization_id"
  | "mode"
  | "returned_at"
  | "outcome"
  | "problem"
  | "open_id"
  | "name"
  | "request_id"
  | "feishu"
  | "setup_step"
  | "continued_as"
>;
export type SessionRecord = Answer<
  G["SessionRecord"],
  "organization_id" | "member_id" | "name" | "device" | "address" | "last_seen_at" | "ended_at" | "end_reason"
>;
export type ServiceClient = Answer<
  G["ClientView"],
  | "jwks"
  | "org_id"
  | "app_id"
  | "redirect_uris"
  | "post_logout_redirect_uris"
  | "backchannel_logout_uri"
  | "id_token_signed_response_alg"
  | "created_by"
>;
export type SigningKey = Answer<G["KeyView"]>;

export type Organization = Answer<
  O["Organization"],
  "tenant_key" | "tenant_name" | "schedule" | "token_endpoint_generation" | "first_sync_run_id"
>;
export type SetupStepName = O["SetupStep"];
export type StepStatus = O["StepStatus"];
export interface SetupPaste {
  label: Sentence;
  value: string;
}
export interface SetupItem {
  step: SetupStepName;
  title: Sentence;
  status: StepStatus;
  evidence: Sentence;
  paste: SetupPaste[];
  menu_path: Sentence;
  link: string | null;
}
export interface Setup {
  steps: SetupItem[];
  checked_at: string;
}
export type SyncRun = Answer<O["SyncRun"], "stage" | "finished_at" | "losing_access" | "problem">;

export type Change = Answer<P["ChangeView"], "request_id" | "subject_id" | "before" | "after">;
export type DecisionRecord = Answer<P["DecisionView"], "request_id" | "organization_id" | "member_id" | "subject_id" | "last_at">;
