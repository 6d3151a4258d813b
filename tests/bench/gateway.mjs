/**
 * `npm run bench`: what a send costs through the gateway, beside a bare pass-through Worker on the same
 * workerd, in turn, several rounds. docs/performance.md says how to read it.
 *
 * ROUNDS (21), SECONDS of each measurement (2), WARM_SECONDS before the first (20), CONNECTIONS (32)
 */
import autocannon from "autocannon";
import { median } from "./median.mjs";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const rounds = Number(process.env.ROUNDS ?? 21);
const duration = Number(process.env.SECONDS ?? 2);
const warmUp = Number(process.env.WARM_SECONDS ?? 20);
const connections = Number(process.env.CONNECTIONS ?? 32);

const upstream = await startUpstream();
const workerd = await startWorkerd({ upstream: upstream.url });
const { gateway, bare } = workerd;
const { key, tenantId } = await givenInstance();

const body = JSON.stringify({ number: "5511999999999", text: "hello" });
const path = "/v1/message/sendText/shop";
const load = (url, seconds) =>
  autocannon({
    url: `${url}${path}`,
    method: "POST",
    connections,
    duration: seconds,
    headers: { apikey: key, "content-type": "application/json" },
    body,
  });

// V8 compiles the gateway's code in steps, and is still at it after eight thousand requests. The bare Worker has
// nearly none to compile, so a short warm-up would measure the compiler.
await load(gateway, warmUp);
await load(bare, Math.ceil(warmUp / 4));
const before = await rowsWritten();
let admitted = 0;
const results = [];
for (let round = 1; round <= rounds; round++) {
  // Which one goes first changes, since the machine may slow down within a round.
  const order = round % 2 ? ["bare", "gateway"] : ["gateway", "bare"];
  const measured = {};
  for (const name of order) measured[name] = await load(name === "bare" ? bare : gateway, duration);
  const failed = measured.gateway.non2xx + measured.gateway.errors;
  if (failed > 0) throw new Error(`${failed} requests failed`);
  admitted += measured.gateway["2xx"];
  results.push(measured);
  for (const name of ["bare", "gateway"]) console.log(line(round, name, measured[name]));
}
const after = await rowsWritten();

const ratios = results.map(({ bare: b, gateway: g }) => g.requests.average / b.requests.average);
const added = results.map(({ bare: b, gateway: g }) => g.latency.p50 - b.latency.p50);
const perThousand = (rows) => Math.round((rows / admitted) * 1000 * 100) / 100;
console.log(
  JSON.stringify({
    gatewayToBare: round2(median(ratios)),
    addedP50Ms: round2(median(added)),
    rowsWrittenPerThousand: perThousand(after.admission - before.admission),
    logRowsPerThousand: perThousand(after.log - before.log),
    admitted,
  }),
);
await workerd.stop();
upstream.stop();
process.exit(0);

/** A tenant with room, a key and an instance on the stub. */
async function givenInstance() {
  const seeded = await fetch(`${gateway}/dev/seed`, { method: "POST", body: "{}" });
  if (!seeded.ok) throw new Error(await seeded.text());
  const { apiKey } = await seeded.json();
  const db = await workerd.miniflare.getD1Database("DB", "zapin");
  await db.prepare("UPDATE tenant SET plan = 'enterprise'").run();
  // A change of a key makes the hub read the plan anew.
  const headers = { apikey: apiKey, "content-type": "application/json" };
  const created = await fetch(`${gateway}/v1/instance/create`, {
    method: "POST",
    headers,
    body: JSON.stringify({ instanceName: "shop", integration: "WHATSAPP-BAILEYS" }),
  });
  if (created.status !== 201) throw new Error(await created.text());
  return { key: apiKey, tenantId: apiKey.split("_")[2] };
}

/** Rows that the hub and the journal have written so far, as their own databases count them. */
async function rowsWritten() {
  const answer = await fetch(`${gateway}/dev/rows-written/${tenantId}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function line(round, name, { requests, latency }) {
  return `round ${round}  ${name.padEnd(8)} ${Math.round(requests.average)} requests/s  p50 ${latency.p50} ms  p99 ${latency.p99} ms`;
}

function round2(number) {
  return Math.round(number * 100) / 100;
}
