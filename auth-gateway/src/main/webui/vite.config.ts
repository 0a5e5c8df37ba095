import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const gateway = process.env["JIT_GATEWAY"] ?? "http://localhost:8080";

/** Routes of the gateway below /console/; everything else there is this application. */
const CONSOLE_ROUTES = "^/console/(session|logout|password|totp|administrators|actions|health)(/|\\?|$)";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: { outDir: "dist", manifest: true, target: "es2022", sourcemap: false, chunkSizeWarningLimit: 1200 },
  server: {
    proxy: {
      "/api": { target: gateway },
      [CONSOLE_ROUTES]: { target: gateway },
      "/console/login": {
        target: gateway,
        bypass: (request) => (request.method === "POST" ? undefined : "/console/index.html"),
      },
    },
  },
  test: { environment: "jsdom", setupFiles: ["src/test/setup.ts"], css: false, testTimeout: 60_000 },
});
