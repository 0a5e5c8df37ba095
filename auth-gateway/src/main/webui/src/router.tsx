import type { ComponentType } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Loading } from "./components/Loading";
import { RouteError } from "./components/RouteError";
import { SessionProvider } from "./session/SessionProvider";

type PageModule = { default: ComponentType };

const page = (load: () => Promise<PageModule>) => async () => ({ Component: (await load()).default });

export const routes: RouteObject[] = [
  { path: "/login", lazy: page(() => import("./pages/sign-in")), HydrateFallback: Loading, ErrorBoundary: RouteError },
  {
    element: <SessionProvider />,
    HydrateFallback: Loading,
    ErrorBoundary: RouteError,
    children: [
      {
        lazy: page(() => import("./shell/Shell")),
        children: [
          {
            ErrorBoundary: RouteError,
            children: [
              { index: true, element: <Navigate to="/applications" replace /> },
              { path: "/applications", lazy: page(() => import("./pages/applications")) },
              {
                path: "/applications/:orgId/:appId",
                lazy: page(() => import("./shell/ApplicationLayout")),
                children: [
                  { index: true, lazy: page(() => import("./pages/application")) },
                  { path: "connect", lazy: page(() => import("./pages/connect")) },
                  { path: "organization", lazy: page(() => import("./pages/organization")) },
                  { path: "authorize", lazy: page(() => import("./pages/authorize")) },
                ],
              },
              { path: "/sessions", lazy: page(() => import("./pages/sessions")) },
              { path: "/login-attempts", lazy: page(() => import("./pages/login-attempts")) },
              { path: "/audit", lazy: page(() => import("./pages/audit")) },
              { path: "/system/clients", lazy: page(() => import("./pages/clients")) },
              { path: "/system/signing-keys", lazy: page(() => import("./pages/signing-keys")) },
              { path: "/system/health", lazy: page(() => import("./pages/health")) },
              { path: "/system/administrators", lazy: page(() => import("./pages/administrators")) },
              { path: "/account", lazy: page(() => import("./pages/account")) },
              { path: "*", lazy: page(() => import("./pages/not-found")) },
            ],
          },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes, { basename: "/console" });
