import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureVariables } from "../../scripts/development/variables.mjs";
import { applyMigrations, startServer } from "../../scripts/development/wrangler.mjs";

export interface Demo {
  url: string;
  apiKey: string;
  instance: string;
}

/** A server of its own, with a state that outlives its process. */
export interface TestServer {
  url: string;
  /** The file of its settings and secrets. */
  variables: string;
  start(): Promise<void>;
  /** SIGKILL to everything that belongs to it. */
  kill(): Promise<void>;
  /** @param plan of the demo tenant; its own unless told */
  seed(plan?: string): Promise<Demo>;
  remove(): Promise<void>;
}

/** @param more settings beside those of every development server */
export async function givenServer(port: number, more: Record<string, string> = {}): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), "zapin-system-"));
  const variables = join(home, "variables");
  ensureVariables(variables);
  appendFileSync(
    variables,
    Object.entries(more)
      .map(([name, value]) => `\n${name}=${value}`)
      .join(""),
  );
  const migrated = (await applyMigrations({ home })) as { ok: boolean; output: string };
  if (!migrated.ok) throw new Error(migrated.output);
  const url = `http://localhost:${port}`;
  let started = false;
  let running: { ready(): Promise<void>; kill(): Promise<void>; stop(): Promise<void> } | null = null;
  return {
    url,
    variables,
    async start() {
      // After a crash the same build comes back; bundling it anew would only take time.
      running = startServer({ port, home, variables, url, keepBundle: started });
      started = true;
      await running!.ready();
    },
    async kill() {
      await running?.kill();
      running = null;
    },
    async seed(plan) {
      const answer = await fetch(`${url}/dev/seed`, { method: "POST", body: JSON.stringify({ plan }) });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as Demo;
    },
    async remove() {
      await running?.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
