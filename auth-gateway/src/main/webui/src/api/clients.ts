import createClient, { type Middleware } from "openapi-fetch";
import i18next from "../i18n";
import type { paths as GatewayPaths } from "./generated/auth-gateway";
import type { paths as OrgSyncPaths } from "./generated/org-sync-service";
import type { paths as PermissionPaths } from "./generated/permission-service";
import { attended, byItself, UNATTENDED } from "../session/attendance";
import { ProblemError } from "./problem";

type Listener = (problem: ProblemError) => void;
const listeners = new Set<Listener>();

/** Hears of every failed call, as the session does to learn that it has ended. Answers how to stop hearing. */
export function onProblem(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function failed(response: Response): Promise<ProblemError> {
  const problem = await ProblemError.from(response);
  listeners.forEach((listener) => listener(problem));
  return problem;
}

const problems: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set("Accept-Language", i18next.language);
    if (!attended()) request.headers.set(UNATTENDED, "true");
    return request;
  },
  onResponse: async ({ response }) => {
    if (!response.ok) throw await failed(response);
    return undefined;
  },
  onError: ({ error }) => (error instanceof ProblemError ? error : new ProblemError(0, {})),
};

// The cookie of the console's session goes along by itself; no token is ever in the browser's hands.
const options = {
  baseUrl: window.location.origin,
  credentials: "same-origin" as const,
  fetch: (request: Request) => globalThis.fetch(request),
};

export const gateway = createClient<GatewayPaths>(options);
export const orgSync = createClient<OrgSyncPaths>(options);
export const permission = createClient<PermissionPaths>(options);
for (const client of [gateway, orgSync, permission]) client.use(problems);

/** The body of an answer; a failed call throws {@link ProblemError}. `T` says what the document leaves open. */
export async function answer<T>(call: Promise<{ data?: unknown }>): Promise<T> {
  return (await call).data as T;
}

/** Calls a route of the console itself, which the API documents do not describe. */
export async function callConsole<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${window.location.origin}/console/${path}`, {
      method,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        "Accept-Language": i18next.language,
        ...(attended() ? {} : byItself),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ProblemError(0, {});
  }
  if (!response.ok) throw await failed(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}
