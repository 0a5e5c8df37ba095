import type { ApplicationId } from "../../api/applications";
import type { NewClient } from "../../api/serviceClients";

/** What can be given to a client: what the session itself carries. A client may never ask for App Secrets. */
export function grantable(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => scope !== "login-configuration:read");
}

export interface ClientValues {
  kind: "service" | "application";
  client_id?: string;
  scopes?: string[];
  proof: "client_secret_basic" | "private_key_jwt" | "none";
  jwks?: string;
  application?: ApplicationId | null;
  redirect_uris?: string;
  post_logout_redirect_uris?: string;
}

/** The lines of a text that hold something. */
export function lines(text: string | undefined): string[] {
  return (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
}

/** The JWK Set somebody pasted; null where it is none. A single key is taken for a set of one. */
export function keySet(text: string | undefined): object | null {
  try {
    const read: unknown = JSON.parse(text ?? "");
    if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
    return "keys" in read ? read : "kty" in read ? { keys: [read] } : null;
  } catch {
    return null;
  }
}

/** The form as the API takes it. */
export function asRequest(values: ClientValues): NewClient {
  const keys = values.proof === "private_key_jwt" ? keySet(values.jwks) : null;
  return {
    ...(values.client_id?.trim() ? { client_id: values.client_id.trim() } : {}),
    ...(keys ? { jwks: keys } : {}),
    ...(values.proof === "none" ? { token_endpoint_auth_method: "none" } : {}),
    ...(values.kind === "service"
      ? { scopes: values.scopes ?? [] }
      : {
          org_id: values.application?.orgId,
          app_id: values.application?.appId,
          redirect_uris: lines(values.redirect_uris),
          post_logout_redirect_uris: lines(values.post_logout_redirect_uris),
          grant_types: ["authorization_code", "refresh_token"],
        }),
  };
}
