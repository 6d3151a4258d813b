/**
 * `npm run bench:ledger`: how many admissions a second one tenant's hub decides. A Worker beside ours calls
 * `admit` as the gateway does, so that what is measured is the hop and the ledger, without a client's
 * connection or an upstream. docs/performance.md says how to read it.
 *
 * ROUNDS (5), ADMITS of each round (20000), CALLERS at the same time (32)
 */
import { createHash } from "node:crypto";
import { median } from "./median.mjs";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const rounds = Number(process.env.ROUNDS ?? 5);
const admits = Number(process.env.ADMITS ?? 20_000);
const callers = Number(process.env.CALLERS ?? 32);

const caller = `export default {
  async fetch(request, env) {
    const { tenantId, hash, admits } = await request.json();
    const hub = env.TENANT_HUB.getByName(tenantId);
    let refused = 0;
    for (let at = 0; at < admits; at++) {
      const admission = await hub.admit({
        credential: { kind: "key", hash }, reach: "any", instance: null, scope: "messages:send", address: null, messages: 1,
      });
      if (!admission.admitted) refused++;
    }
    return Response.json({ refused });
  },
}`;

const upstream = await startUpstream();
const workerd = await startWorkerd({
  upstream: upstream.url,
  beside: [
    {
      name: "caller",
      modules: true,
      script: caller,
      compatibilityDate: "2026-08-01",
      durableObjects: { TENANT_HUB: { className: "TenantHub", scriptName: "zapin" } },
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    },
  ],
});
const callerUrl = String(await workerd.miniflare.unsafeGetDirectURL("caller"));
const { tenantId, hash } = await givenKey();

await round(2_000);
const before = await rowsWritten();
const rates = [];
for (let at = 1; at <= rounds; at++) {
  const ms = await round(admits);
  rates.push((admits / ms) * 1000);
  console.log(`round ${at}  ${Math.round(rates.at(-1))} admits/s`);
}
const rows = (await rowsWritten()) - before;
console.log(
  JSON.stringify({
    admitsPerSecond: Math.round(median(rates)),
    rowsWrittenPerThousand: Math.round((rows / (rounds * admits)) * 1000 * 100) / 100,
    admits: rounds * admits,
  }),
);
await workerd.stop();
upstream.stop();
process.exit(0);

/** All callers at once; answers the milliseconds that it took. */
async function round(count) {
  const body = JSON.stringify({ tenantId, hash, admits: Math.ceil(count / callers) });
  const begun = performance.now();
  const answers = await Promise.all(
    Array.from({ length: callers }, async () => (await fetch(callerUrl, { method: "POST", body })).json()),
  );
  const ms = performance.now() - begun;
  const refused = answers.reduce((sum, answer) => sum + answer.refused, 0);
  if (refused > 0) throw new Error(`${refused} were refused`);
  return ms;
}

/** A tenant whose limits are out of reach, and its key as the hub knows it. */
async function givenKey() {
  const seeded = await fetch(`${workerd.gateway}/dev/seed`, {
    method: "POST",
    body: JSON.stringify({ plan: "enterprise" }),
  });
  if (!seeded.ok) throw new Error(await seeded.text());
  const { apiKey } = await seeded.json();
  return { tenantId: apiKey.split("_")[2], hash: createHash("sha256").update(apiKey).digest("hex") };
}

async function rowsWritten() {
  const answer = await fetch(`${workerd.gateway}/dev/rows-written/${tenantId}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()).admission;
}
