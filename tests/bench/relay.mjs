/**
 * `npm run bench:relay`: what the relay adds to a bot's answer. The same call goes to the far end directly and
 * through the relay, in turn, so that whatever else the machine does befalls both alike.
 *
 * CALLS (600), WARM (100)
 */
import { createServer } from "node:http";
import { macOf } from "./secret.mjs";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const calls = Number(process.env.CALLS ?? 600);
const warm = Number(process.env.WARM ?? 100);

const upstream = await startUpstream();
const farEnd = await startFarEnd();
const workerd = await startWorkerd({ upstream: upstream.url, vars: { ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
const relayed = `${workerd.gateway}/relay/${await givenBot()}`;

// What Evolution was recorded to send for Flowise.
const body = JSON.stringify({
  question: "hello",
  overrideConfig: {
    sessionId: "5511955550020@s.whatsapp.net",
    vars: {
      remoteJid: "5511955550020@s.whatsapp.net",
      pushName: "Bia",
      instanceName: "x",
      serverUrl: "http://x",
      apiKey: "k",
    },
  },
});

const times = { direct: [], relayed: [] };
for (let call = 0; call < warm + calls; call++) {
  const order = call % 2 ? ["direct", "relayed"] : ["relayed", "direct"];
  for (const name of order) {
    const took = await timeOf(name === "direct" ? `${farEnd.url}/predict` : relayed);
    if (call >= warm) times[name].push(took);
  }
}
const of = (name, share) => times[name].sort((a, b) => a - b)[Math.floor(calls * share)];
const round2 = (number) => Math.round(number * 100) / 100;
const figures = Object.fromEntries(
  ["direct", "relayed"].map((name) => [name, { p50: round2(of(name, 0.5)), p95: round2(of(name, 0.95)) }]),
);
console.log(JSON.stringify({ ...figures, addedP50Ms: round2(of("relayed", 0.5) - of("direct", 0.5)), calls }));
await workerd.stop();
upstream.stop();
farEnd.stop();
process.exit(0);

async function timeOf(url) {
  const startedAt = performance.now();
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer = await response.json();
  if (answer.text !== "hello back") throw new Error(`${response.status} ${JSON.stringify(answer)}`);
  return performance.now() - startedAt;
}

/** An instance, and a bot on it, as the rows that the services would write. Answers the bot's relay token. */
async function givenBot() {
  const seeded = await fetch(`${workerd.gateway}/dev/seed`, { method: "POST", body: "{}" });
  if (!seeded.ok) throw new Error(await seeded.text());
  const { apiKey } = await seeded.json();
  const headers = { apikey: apiKey, "content-type": "application/json" };
  const db = await workerd.miniflare.getD1Database("DB", "zapin");
  const tenantId = apiKey.split("_")[2];
  await db.prepare("UPDATE tenant SET plan = 'enterprise'").run();
  // The bot is there before the hub is told of anything, so it knows it from the first call on.
  const created = await fetch(`${workerd.gateway}/v1/instance/create`, {
    method: "POST",
    headers,
    body: JSON.stringify({ instanceName: "shop", integration: "WHATSAPP-BAILEYS" }),
  });
  if (created.status !== 201) throw new Error(await created.text());
  const { id: instanceId } = await db
    .prepare("SELECT id FROM instance WHERE tenant_id = ? AND name = 'shop'")
    .bind(tenantId)
    .first();
  await db
    .prepare(
      `INSERT INTO bot (id, tenant_id, instance_id, kind, name, enabled, upstream_id, connection, triggers, behaviour,
         fallback_text, budget_action, created_at, updated_at)
       VALUES ('bot_bench', ?, ?, 'flowise', 'bench', 1, 'u1', ?, '{"type":"all"}', '{}', '', 'fallback', 1, 1)`,
    )
    .bind(tenantId, instanceId, JSON.stringify({ apiUrl: `${farEnd.url}/predict` }))
    .run();
  // A change of a key makes the hub read the plan, and the bots with it, anew.
  const issued = await fetch(`${workerd.gateway}/api/keys`, {
    method: "POST",
    headers,
    body: JSON.stringify({ name: "bench" }),
  });
  if (issued.status !== 201) throw new Error(await issued.text());
  const signed = `rly_${tenantId}_bot_bench`;
  return `${signed}_${macOf(`relay-token\n${signed}`)}`;
}

async function startFarEnd() {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"text":"hello back"}');
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
