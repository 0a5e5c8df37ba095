import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import { Suspense, type ReactNode } from "react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import { vi } from "vitest";

/** Shows pages at an address as the console does: with its queries, its router and antd's messages. */
export function showAt(address: string, routes: RouteObject[]) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const shown = render(
    <ConfigProvider theme={{ token: { motion: false } }}>
      <App>
        <QueryClientProvider client={queries}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
  return { ...shown, router, queries };
}

/** Shows one thing anywhere. */
export const show = (element: ReactNode) => showAt("/", [{ path: "*", element }]);

export interface Call {
  method: string;
  path: string;
  body: unknown;
}

type Handler = (call: Call) => { status?: number; body?: unknown; headers?: Record<string, string> } | undefined;

/** Answers the page's calls, in place of the gateway; what the handler does not know is 404. Answers every call made. */
export function gatewayAnswers(handler: Handler): Call[] {
  const calls: Call[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const call = { method: request.method, path: url.pathname + url.search, body: text ? (JSON.parse(text) as unknown) : undefined };
    calls.push(call);
    const { status = 200, body, headers } = handler(call) ?? { status: 404, body: problem("not-found") };
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
  });
  return calls;
}

export function problem(id: string, more: Record<string, unknown> = {}) {
  return { type: `urn:jit:problem:${id}`, title: `title of ${id}`, request_id: "0193-request", ...more };
}
