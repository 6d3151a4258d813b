/**
 * Serves the bundled Worker in workerd through Miniflare, with the bindings of `wrangler.toml`, and
 * bundles it anew when a source changes.
 *
 * `wrangler dev` would do the same behind a proxy of its own, but that proxy ends the whole server
 * when one connection breaks ("Network connection lost"), which browsers' sockets do all day.
 *
 * node runtime.mjs PORT HOME VARIABLES URL [keep]
 *
 * `keep` serves the bundle that the last start left, for tests that kill the server and start it again.
 */
import { spawnSync } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { join, resolve } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";

const [port, home, variables, url, keep] = process.argv.slice(2);
const bundle = resolve(home, "bundle");

if (!(keep && existsSync(join(bundle, "app.js"))) && !bundled()) process.exit(1);
const miniflare = new Miniflare(options());
await miniflare.ready;
follow();

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, async () => {
    await miniflare.dispose();
    process.exit(0);
  });
}

/** Bundles as a deployment would; wrangler runs the console's build on the way. */
function bundled() {
  const wrangler = resolve("node_modules/wrangler/bin/wrangler.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--outdir", bundle],
    { encoding: "utf8" },
  );
  if (status !== 0) console.error(`${stdout}\n${stderr}`);
  return status === 0;
}

function options() {
  const { workerOptions, externalWorkers } = workerOptionsOf("wrangler.toml", undefined, { envFiles: [variables] });
  const { modulesRules: _rules, ...worker } = workerOptions;
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: Number(port),
    // Facts about a visitor's place, which would be fetched from outside.
    cf: false,
    telemetry: { enabled: false },
    resourcePersistencePath: resolve(home, "state", "v3"),
    workers: [
      {
        ...worker,
        bindings: { ...worker.bindings, PUBLIC_URL: url },
        modules: true,
        modulesRoot: bundle,
        scriptPath: join(bundle, "app.js"),
      },
      ...externalWorkers,
    ],
  });
}

/** Serves what was saved. A source that does not build leaves the last good Worker in place. */
function follow() {
  let timer;
  let busy = false;
  let again = false;
  const renew = async () => {
    if (busy) return void (again = true);
    busy = true;
    do {
      again = false;
      console.log("A source changed, building ...");
      if (bundled()) {
        await miniflare.setOptions(options());
        console.log("Serving the new build.");
      }
    } while (again);
    busy = false;
  };
  for (const folder of ["app", "workers", "public"]) {
    watch(folder, { recursive: true }, (_event, file) => {
      // The build writes the compiled messages itself.
      if (file?.startsWith(join("i18n", "paraglide"))) return;
      clearTimeout(timer);
      timer = setTimeout(renew, 200);
    });
  }
}
