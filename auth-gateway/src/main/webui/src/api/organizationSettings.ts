import type { components } from "./generated/org-sync-service";
import { answer, orgSync } from "./clients";
import type { Organization } from "./types";

export type EventDelivery = components["schemas"]["EventDelivery"];

/** How Feishu's events reach an organization, as far as was seen. */
export interface DeliveryReport {
  event_delivery: EventDelivery;
  request_url: string | null;
  challenged_at: string | null;
  refused: { why: string; at: string } | null;
  connection: { connected_since: string | null; error: string | null; error_at: string | null } | null;
  last_event_at: string | null;
  waiting: number;
}

/** When full runs begin by themselves, and the next times that means. */
export interface ScheduleTimes {
  schedule: string | null;
  next: string[];
}

/** A merge patch: what is left out stays, null takes away. Secrets can be written, never read. */
export interface OrganizationPatch {
  title?: string;
  status?: "active" | "disabled";
  schedule?: string | null;
  event_delivery?: EventDelivery;
  feishu_app_id?: string;
  feishu_app_secret?: string;
  encrypt_key?: string | null;
  verification_token?: string | null;
  token_endpoint_generation?: string;
  confirm_tenant_change?: boolean;
}

export const organizationApi = {
  get: (organization: string) =>
    answer<Organization>(
      orgSync.GET("/api/org/organizations/{organization_id}", { params: { path: { organization_id: organization } } }),
    ),

  change: (organization: string, patch: OrganizationPatch) =>
    answer<Organization>(
      orgSync.PATCH("/api/org/organizations/{organization_id}", {
        params: { path: { organization_id: organization } },
        body: patch as never,
      }),
    ),

  remove: (organization: string) =>
    answer<undefined>(
      orgSync.DELETE("/api/org/organizations/{organization_id}", {
        params: { path: { organization_id: organization } },
      }),
    ),

  schedule: (organization: string) =>
    answer<ScheduleTimes>(
      orgSync.GET("/api/org/organizations/{organization_id}/schedule", {
        params: { path: { organization_id: organization } },
      }),
    ),

  eventDelivery: (organization: string) =>
    answer<DeliveryReport>(
      orgSync.GET("/api/org/organizations/{organization_id}/event-delivery", {
        params: { path: { organization_id: organization } },
      }),
    ),
};
