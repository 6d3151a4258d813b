import { mkdirSync, readdirSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// The pool refuses to start without the assets directory; a build fills it.
mkdirSync("build/client", { recursive: true });

const migrations = await readD1Migrations("migrations");

/** Directories of `tests/workers` that share an isolate. */
const groups = {
  contract: ["contract"],
  hostile: ["hostile"],
  http: ["http"],
  gateway: ["evolution", "tenant"],
  relay: ["relay"],
  sandbox: ["sandbox", "domain", "secrets", "auth"],
  services: ["services", "cron"],
};
const grouped = Object.values(groups).flat();
// A directory that no group names would be skipped in silence.
const forgotten = readdirSync("tests/workers").filter((directory) => !grouped.includes(directory));
if (forgotten.length > 0)
  throw new Error(`Name a group for tests/workers/${forgotten.join(", ")} in vitest.config.ts.`);

export default defineConfig({
  test: {
    reporters: process.env.CI ? ["default", ["json", { outputFile: "test-results/vitest.json" }]] : ["default"],
    projects: [
      ...Object.entries(groups).map(([name, directories]) => edgeProject(name, directories)),
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

/** What runs at the edge, in the runtime that runs it there. */
function edgeProject(name: string, directories: string[]): TestProjectInlineConfiguration {
  return {
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
      name: `workers:${name}`,
      include: directories.map((directory) => `tests/workers/${directory}/**/*.test.ts`),
      setupFiles: ["./tests/support/migrate.ts"],
      // An isolate takes five seconds to start, longer than most files run; but the pool makes each Object
      // that it builds in one a little slower than the last. So a few directories share one.
      isolate: false,
      maxWorkers: 1,
      // How long a test takes says more of the machine than of the code.
      testTimeout: 30_000,
      unstubGlobals: true,
      restoreMocks: true,
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
  };
}
