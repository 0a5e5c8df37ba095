import { vi } from "vitest";

/** A call as the services would see it. */
export interface Call {
  method: string;
  /** Path and query. */
  url: string;
  headers: Headers;
  body: unknown;
}

export interface Answering {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Route = (call: Call, ...parts: string[]) => Answering | Promise<Answering>;

/** A problem as the services send it. */
export function problem(status: number, id: string, more: Record<string, unknown> = {}): Answering {
  return { status, body: { type: `urn:jit:problem:${id}`, title: id, status, request_id: "request-1", ...more } };
}

/**
 * Answers the page's calls by method and path, such as `GET /api/x/*`; a star stands for one part and is handed over. The first that fits answers;
 * what none fits fails the test. Answers the calls made so far.
 */
export function answering(routes: Record<string, Route>): Call[] {
  const calls: Call[] = [];
  const known = Object.entries(routes).map(([name, route]) => {
    const [method = "", path = ""] = name.split(" ");
    const pattern = path.split("*").map((part) => part.replace(/[.?+$^]/g, "\\$&")).join("([^/?]+)");
    return { method, pattern: new RegExp(`^${pattern}$`), route };
  });
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const call = { method: request.method, url: pathname + search, headers: request.headers, body: text ? JSON.parse(text) : null };
    calls.push(call);
    for (const { method, pattern, route } of known) {
      const match = pattern.exec(pathname);
      if (method === request.method && match) return respond(await route(call, ...match.slice(1)));
    }
    throw new Error(`Nobody answers ${request.method} ${pathname}`);
  });
  return calls;
}

function respond({ status = 200, body, headers = {} }: Answering): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status: body === undefined && status === 200 ? 204 : status,
    headers: { "Content-Type": status >= 400 ? "application/problem+json" : "application/json", ...headers },
  });
}

export const page = (items: unknown[], next: string | null = null): Answering => ({ body: { items, next_cursor: next } });
