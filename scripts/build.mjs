/**
 * Builds the console unless the build at hand is of the very same sources. Wrangler runs this twice
 * at every start and whenever a file of the Worker is saved; most of those times there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a build depends on. Of the Worker, only its rules end up in the browser; the rest stays outside. */
const sources = ["app", "public", "workers/domain", "project.inlang/settings.json"];
const tools = ["package-lock.json", "package.json", "vite.config.ts", "remix.config.js", "tsconfig.json"];
const results = ["build/client", "build/server/index.js", "workers/i18n/paraglide/messages.js"];
const mark = "build/sources";

const present = fingerprint();
if (!results.every((path) => existsSync(path)) || read(mark) !== present) {
  rmSync(mark, { force: true });
  // Whatever started this: a test runner's NODE_ENV would put the development copy of React into the browser.
  const env = { ...process.env, NODE_ENV: "production" };
  const { status } = spawnSync("npm", ["run", "build"], { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync("build", { recursive: true });
  writeFileSync(mark, present);
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const path of [...sources, ...tools].flatMap(filesOf).sort()) {
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
