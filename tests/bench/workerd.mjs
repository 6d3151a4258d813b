import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { keySecret } from "./secret.mjs";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";

/**
 * The built Worker and, beside it on the same workerd, a bare one that only passes requests on. Both
 * are reached on sockets of their own, without anything in between. Miniflare only writes workerd's
 * configuration and stands in for D1 and the queues, which no measured request touches.
 */
export async function startWorkerd({ upstream, vars = {}, beside = [], keepBundle = false, inspected = false }) {
  const bundle = keepBundle && lastBundle ? lastBundle : mkdtempSync(join(tmpdir(), "zapin-bench-"));
  if (bundle !== lastBundle) build(bundle);
  lastBundle = bundle;
  const { workerOptions, externalWorkers } = workerOptionsOf("wrangler.toml", undefined, { envFiles: [] });
  // Without assets: Miniflare would put a router Worker of its own before ours, which Cloudflare's edge does not.
  const { modulesRules: _rules, assets: _assets, ...worker } = workerOptions;
  const options = (publicUrl) =>
    convertV4MiniflareOptions({
      cf: false,
      telemetry: { enabled: false },
      ...(inspected ? { inspectorPort: 0 } : {}),
      resourcePersistencePath: mkdtempSync(join(tmpdir(), "zapin-bench-state-")),
      workers: [
        {
          ...worker,
          name: "zapin",
          modules: true,
          modulesRoot: bundle,
          scriptPath: join(bundle, "app.js"),
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
          bindings: {
            ...worker.bindings,
            ENVIRONMENT: "development",
            AUTH_SECRET: "bench-auth-secret-0123456789abcdef",
            KEY_SECRET: keySecret,
            DATA_SECRET: "bench-data-secret-0123456789abcdef",
            EVOLUTION_API_BASE_URL: upstream,
            EVOLUTION_GLOBAL_API_KEY: "bench-global-key",
            PUBLIC_URL: publicUrl,
            ...vars,
          },
        },
        {
          name: "bare",
          modules: true,
          script: `export default { fetch: (request, env) => fetch(env.UPSTREAM + new URL(request.url).pathname, request) }`,
          compatibilityDate: worker.compatibilityDate,
          bindings: { UPSTREAM: upstream },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
        ...beside,
        ...externalWorkers,
      ],
    });
  const miniflare = new Miniflare(options("http://localhost:8787"));
  await miniflare.ready;
  await migrate(miniflare);
  return {
    miniflare,
    gateway: String(await miniflare.unsafeGetDirectURL("zapin")).replace(/\/$/, ""),
    bare: String(await miniflare.unsafeGetDirectURL("bare")).replace(/\/$/, ""),
    stop: () => miniflare.dispose(),
  };
}

let lastBundle = null;

/** Bundles as a deployment would. */
function build(bundle) {
  const wrangler = resolve("node_modules/wrangler/bin/wrangler.js");
  const built = spawnSync(process.execPath, [wrangler, "deploy", "--dry-run", "--minify", "--outdir", bundle], {
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
}

async function migrate(miniflare) {
  const db = await miniflare.getD1Database("DB", "zapin");
  const journal = JSON.parse(readFileSync("migrations/meta/_journal.json", "utf8"));
  for (const { tag } of journal.entries) {
    for (const statement of readFileSync(`migrations/${tag}.sql`, "utf8").split("--> statement-breakpoint")) {
      if (statement.trim()) await db.prepare(statement).run();
    }
  }
}
