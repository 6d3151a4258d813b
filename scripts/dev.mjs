/**
 * `npm run dev`: Zapin on this machine, with nothing to set up. Writes the missing secrets, applies
 * the migrations, starts the Worker in workerd, seeds a demonstration tenant and says how to reach it.
 * A second start finds everything as the first one left it.
 *
 * PORT        where to listen (8787)
 * ZAPIN_HOME  what to keep between starts, and where (.wrangler)
 * ZAPIN_VARS  the file of settings and secrets (.dev.vars)
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { announce, seed } from "./development/demo.mjs";
import { isTaken } from "./development/port.mjs";
import { ensureVariables } from "./development/variables.mjs";
import { applyMigrations, startServer } from "./development/wrangler.mjs";

const port = Number(process.env.PORT || 8787);
const home = process.env.ZAPIN_HOME || ".wrangler";
const variables = process.env.ZAPIN_VARS || ".dev.vars";
const url = `http://localhost:${port}`;

if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`PORT=${process.env.PORT} is not a port.`);
if (await isTaken(port))
  fail(`Port ${port} is taken. Stop what listens there, or choose another: PORT=8788 npm run dev`);

mkdirSync(home, { recursive: true });
ensureVariables(variables);
console.log("Preparing the database ...");
const migrated = await applyMigrations({ home });
if (!migrated.ok) fail(`The migrations were not applied:\n${migrated.output}`);

console.log("Building and starting ...");
const server = startServer({ port, home, variables, url });
let stopping = false;

server.exited.then(async ({ code, signal }) => {
  if (stopping) return;
  stopping = true;
  // Its runtime is a process of its own and may have outlived it.
  await server.stop();
  fail(`The server ended by itself (${signal ?? `exit code ${code}`}).\n${server.lastLines()}`);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    console.log("\nStopping ...");
    await server.stop();
    process.exit(0);
  });
}

try {
  await server.ready();
  announce(await seed(url, join(home, "demo.json")));
} catch (error) {
  if (!stopping) {
    stopping = true;
    await server.stop();
    fail(`${error.message}\n${server.lastLines()}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
