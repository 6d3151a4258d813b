import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const binaries = resolve("node_modules/.bin");
/** Wrangler needs a newer Node than this script may have been started with; the package brings one. */
const bundledNode = resolve("node_modules/node/bin/node");
const node = existsSync(bundledNode) ? bundledNode : process.execPath;
const wrangler = resolve("node_modules/wrangler/bin/wrangler.js");

/** Nothing leaves this machine: no usage figures, no crash reports, no look for a newer version. */
const environment = {
  ...process.env,
  PATH: [binaries, process.env.PATH].join(delimiter),
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  DO_NOT_TRACK: "1",
};

/** Brings the local database to the newest migration. */
export async function applyMigrations({ home }) {
  const child = spawn(
    node,
    [wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", join(home, "state")],
    // CI: nobody is there to confirm.
    { env: { ...environment, CI: "true" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const lines = collect(child);
  const { code } = await exitOf(child);
  return { ok: code === 0, output: lines.join("\n") };
}

/** The runtime in a process group of its own, so that it can be ended with everything it started. */
export function startServer({ port, home, variables, url, keepBundle = false }) {
  const runtime = resolve("scripts/development/runtime.mjs");
  const child = spawn(node, [runtime, String(port), home, variables, url, ...(keepBundle ? ["keep"] : [])], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const lines = collect(child, show);
  const exited = exitOf(child);
  const guard = guardGroup(child.pid);

  return {
    exited,
    /** What it said last; of the build only where that was all. */
    lastLines() {
      const told = lines.filter((line) => !isQuiet(plain(line)));
      return (told.length > 0 ? told : lines).slice(-20).join("\n");
    },

    /** Waits until the server says that it is well. The first build takes a while on a slow machine. */
    async ready() {
      const deadline = Date.now() + 180_000;
      while (Date.now() < deadline) {
        if (child.exitCode !== null) throw new Error("The server did not start.");
        const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
        if (answer?.ok) return;
        await sleep(250);
      }
      throw new Error("The server did not answer at /health within three minutes.");
    },

    /** Ends everything at once and without a warning, as a crash would. */
    async kill() {
      signalGroup(child.pid, "SIGKILL");
      guard.kill("SIGKILL");
      await exited;
    },

    async stop() {
      signalGroup(child.pid, "SIGTERM");
      await Promise.race([exited, sleep(4_000, null, { ref: false })]);
      // What is left of the group after its leader ended, or would not end.
      signalGroup(child.pid, "SIGKILL");
      guard.kill("SIGKILL");
    },
  };
}

/**
 * If this script is killed outright it cannot stop the server. The guard reads a pipe that only
 * this script holds: when it closes, the guard ends the server's group.
 */
function guardGroup(pid) {
  const wait = `
    process.stdin.resume().on("end", () => {
      const signal = (name) => { try { process.kill(-${pid}, name); } catch {} };
      signal("SIGTERM");
      setTimeout(() => signal("SIGKILL"), 3000);
    });`;
  const guard = spawn(process.execPath, ["-e", wait], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.unref();
  return guard;
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function exitOf(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, signal: error.message }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

/** Keeps the last lines of both outputs, and hands each line on. */
function collect(child, each = () => {}) {
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        if (lines.length > 200) lines.shift();
        each(line);
      }
    });
  }
  return lines;
}

/** The Worker's own lines and what went wrong; not the build's, nor every picture that was fetched. */
function show(line) {
  if (!isQuiet(plain(line))) console.log(`  ${plain(line)}`);
}

function plain(line) {
  // oxlint-disable-next-line no-control-regex -- colours begin with the escape character
  return line.replace(/\u001b\[[0-9;]*m/g, "").trim();
}

function isQuiet(text) {
  return text === "" || quiet.some((pattern) => pattern.test(text));
}

const quiet = [
  // The runtime's own complaint about a browser that closed its connection.
  /kj::getCaughtExceptionAsKj\(\).*(Broken pipe|Connection reset)/,
  /^stack: \S*workerd@/,
  /^\[wrangler:info\]/,
  /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ [123]\d\d\b/,
  /^(GET|HEAD) \/(assets|favicon)\S* \d\d\d\b/,
  // Wrangler always builds twice at its start, whatever it says about it.
  /^The file app,workers changed/,
  /^\[custom build\]/i,
  /^Running custom build/,
  /^env\.[A-Z_]+ /,
  /^Your Worker has access to the following bindings/,
  /^Binding\s+Resource/,
  /^Using secrets defined in/,
  /^⎔ /,
  /Scheduled Workers are not automatically triggered|^To manually trigger a scheduled event|\/local\/scheduled"$|#test-cron-triggers-locally$/,
  /^[│╭╰─]/,
  /^> /,
  /^vite v|^✓ |^transforming|^rendering chunks|^computing gzip|^build\/|^\.\.\. /,
];
