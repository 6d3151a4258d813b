import { mkdirSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

// The pool refuses to start without the assets directory; a build fills it.
mkdirSync("build/client", { recursive: true });

const migrations = await readD1Migrations("migrations");

export default defineConfig({
  test: {
    reporters: process.env.CI ? ["default", ["json", { outputFile: "test-results/vitest.json" }]] : ["default"],
    projects: [
      // What runs at the edge, in the runtime that runs it there.
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                ENVIRONMENT: "development",
                PUBLIC_URL: "http://localhost:8787",
                // Whatever a developer has in .dev.vars must not decide a test.
                API_HOST: "",
                EVOLUTION_API_BASE_URL: "",
                EVOLUTION_GLOBAL_API_KEY: "",
                SIGN_IN_TRIES_PER_MINUTE: "",
                ALLOWED_PRIVATE_HOSTS: "127.0.0.1,localhost",
                AUTH_SECRET: "test-auth-secret-0123456789abcdef",
                KEY_SECRET: "test-key-secret-0123456789abcdef",
                DATA_SECRET: "test-data-secret-0123456789abcdef",
                HOSTILE_REQUESTS: process.env.HOSTILE_REQUESTS ?? "",
                HOSTILE_SEED: process.env.HOSTILE_SEED ?? "",
                TEST_MIGRATIONS: migrations,
              },
            },
          }),
        ],
        test: {
          name: "workers",
          include: ["tests/workers/**/*.test.ts"],
          setupFiles: ["./tests/support/migrate.ts"],
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                // CommonJS packages, and large ones that would take seconds to import file by file.
                include: [
                  "@remix-run/cloudflare",
                  "@remix-run/react",
                  "react",
                  "react/jsx-runtime",
                  "react-dom/server",
                  "isbot",
                  "lucide-react",
                  "zod",
                  "hono",
                  "hono/html",
                  "hono/route",
                  "drizzle-orm",
                  "drizzle-orm/d1",
                  "drizzle-orm/sqlite-core",
                  "better-auth/minimal",
                  "better-auth/api",
                  "better-auth/plugins/organization",
                  "better-auth/db",
                  "@better-auth/drizzle-adapter",
                  "jsqr",
                  "pngjs",
                ],
                esbuildOptions: {
                  plugins: [
                    {
                      name: "runtime-modules",
                      setup(build) {
                        build.onResolve({ filter: /^(node|cloudflare):/ }, (module) => ({
                          path: module.path,
                          external: true,
                        }));
                        // Older packages name Node's modules bare.
                        build.onResolve({ filter: /^(assert|buffer|stream|util|zlib)$/ }, (module) => ({
                          path: `node:${module.path}`,
                          external: true,
                        }));
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
      // The whole bundle in processes of its own, which can be killed.
      {
        test: {
          name: "system",
          environment: "node",
          include: ["tests/system/**/*.test.ts", "tests/clients/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Rules about the sources, and parts of pages that need neither.
      { test: { name: "node", environment: "node", include: ["tests/house.test.ts", "tests/app/**/*.test.{ts,tsx}"] } },
    ],
  },
});
