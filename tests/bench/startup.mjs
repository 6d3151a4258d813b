/**
 * `npm run bench:startup`: what the first request of a fresh isolate waits for, by door. Each round starts
 * workerd anew; a page evaluates React, a call of the API must not. docs/performance.md says how to read it.
 *
 * ROUNDS (5)
 */
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const rounds = Number(process.env.ROUNDS ?? 5);
const doors = { health: "/health", api: "/v1/instance/fetchInstances", page: "/login" };

const upstream = await startUpstream();
const firsts = Object.fromEntries(Object.keys(doors).map((door) => [door, []]));
for (let round = 1; round <= rounds; round++) {
  for (const [door, path] of Object.entries(doors)) {
    // A runtime of its own for each door: the first one would warm the next.
    const workerd = await startWorkerd({ upstream: upstream.url, keepBundle: round > 1 || door !== "health" });
    const begun = performance.now();
    const answer = await fetch(`${workerd.gateway}${path}`);
    await answer.arrayBuffer();
    if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}`);
    firsts[door].push(performance.now() - begun);
    await workerd.stop();
  }
  console.log(
    `round ${round}  ${Object.keys(doors)
      .map((door) => `${door} ${Math.round(firsts[door].at(-1))} ms`)
      .join("  ")}`,
  );
}
const median = (numbers) => Math.round([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]);
console.log(
  JSON.stringify({
    firstHealthMs: median(firsts.health),
    firstApiCallMs: median(firsts.api),
    firstPageMs: median(firsts.page),
  }),
);
upstream.stop();
process.exit(0);
