import react from "@vitejs/plugin-react";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";

const gateway = process.env["JIT_GATEWAY"] ?? "http://localhost:8080";

/** Routes of the gateway below /console/; everything else there is this application. */
const CONSOLE_ROUTES = "^/console/(session|logout|password|totp|administrators|actions|health)(/|\\?|$)";

/** Passes a call on as if a page of the gateway's own origin had made it: it takes changes from no other. */
const toGateway: ProxyOptions = {
  target: gateway,
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on("proxyReq", (call) => {
      if (call.hasHeader("Origin")) call.setHeader("Origin", new URL(gateway).origin);
    });
  },
};

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  // The gateway puts each answer's own nonce in its place (ConsolePages).
  html: { cspNonce: "nonce-of-this-answer" },
  build: {
    outDir: "dist",
    manifest: true,
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    // What most pages fetch comes in one file rather than in forty: each has headers of its own and is compressed by itself.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "base", test: /node_modules/, minShareCount: 10 },
            { name: "common", test: /^(?!.*node_modules).*\/src\/(?:components|api|session|shell)\//, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": toGateway,
      "/.well-known": toGateway,
      [CONSOLE_ROUTES]: toGateway,
      "/console/login": {
        ...toGateway,
        // The page and the route that takes its form share an address.
        bypass: (request) => (request.method === "POST" ? undefined : "/console/index.html"),
      },
    },
  },
  test: { environment: "jsdom", setupFiles: ["src/test/setup.ts"], css: false, testTimeout: 180_000 },
});
