/**
 * `npm run bench:large-events`: how much the Worker's isolate holds at most while events with large documents
 * come in by the hook and go out to a receiver. Ends in an error where a bound of docs/performance.md is not kept.
 *
 * MEGABYTES (60), ROUNDS (3), AT_ONCE (4)
 */
import { createServer, request } from "node:http";
import { watchIsolate } from "./isolate.mjs";
import { hookPath } from "./secret.mjs";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const megabytes = Number(process.env.MEGABYTES ?? 60);
const rounds = Number(process.env.ROUNDS ?? 3);
const atOnce = Number(process.env.AT_ONCE ?? 4);
const mayHold = 100;
const mega = 1024 * 1024;

const receiver = await startReceiver();
const upstream = await startUpstream();
const vars = { ALLOWED_PRIVATE_HOSTS: "127.0.0.1" };
const workerd = await startWorkerd({ upstream: upstream.url, vars, inspected: true });
const { apiKey, upstreamName } = await givenInstance();
const isolate = await watchIsolate(workerd.miniflare, "zapin");

let number = 0;
await passThrough(1, 2);
let worst = 0;
for (const count of [1, atOnce]) {
  for (let round = 1; round <= rounds; round++) {
    const { before, peak, ms } = await isolate.measured(() => passThrough(count, megabytes));
    worst = Math.max(worst, peak);
    console.log(
      `round ${round}  ${count} at once  ${megabytes} MB in and out in ${ms} ms  ${before.toFixed(1)} MB -> ${peak.toFixed(1)} MB at most`,
    );
  }
}
// Whoever goes on sending may be cut off before the answer comes; the tenant is told in either case.
const refused = await post(151, 1).catch(({ code }) => ({ status: code }));
const told = await (
  await fetch(`${workerd.gateway}/api/events?type=zapin.event.refused`, { headers: { apikey: apiKey } })
).json();
console.log(`151 MB: ${refused.status}, told as ${JSON.stringify(told.events.map(({ body }) => body.data))}`);
console.log(JSON.stringify({ megabytes, peakMegabytes: Number(worst.toFixed(1)), mayHold }));

isolate.close();
await workerd.stop();
upstream.stop();
receiver.stop();
process.exit(worst < mayHold && told.events.length === 1 ? 0 : 1);

/** Posts so many events and waits until all of them have reached the receiver. */
async function passThrough(count, size) {
  const expected = receiver.bytes() + count * size * mega;
  const answers = await Promise.all(Array.from({ length: count }, () => post(size)));
  const bad = answers.find(({ status }) => status !== 200);
  if (bad) throw new Error(`The event was answered ${bad.status}: ${bad.body}`);
  for (const until = Date.now() + 60_000; receiver.bytes() < expected;) {
    if (Date.now() > until) throw new Error("The events did not reach the receiver.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Posts one event that is made as it goes, so that this process holds none of it either. */
function post(size, stopAfter = Number.POSITIVE_INFINITY) {
  const chunk = Buffer.alloc(64 * 1024, "A");
  const chunks = (size * mega) / chunk.length;
  const head = `{"event":"messages.upsert","instance":"${upstreamName}","data":{"key":{"id":"LARGE-${number++}","fromMe":false},"message":{"base64":"`;
  const tail = '"}},"destination":"http://zapin.example","date_time":"2026-11-27T00:00:00.000Z","apikey":null}';
  const url = workerd.gateway + hookPath(upstreamName);
  const length = head.length + chunks * chunk.length + tail.length;
  const headers = { "content-type": "application/json", "content-length": length };
  return new Promise((resolve, reject) => {
    let sent = 0;
    const outgoing = request(url, { method: "POST", headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString(), sent: sent / mega });
        outgoing.destroy();
      });
    });
    outgoing.on("error", reject);
    outgoing.write(head);
    const more = () => {
      while (sent < chunks * chunk.length) {
        if (outgoing.destroyed || sent >= stopAfter * mega + chunk.length) return;
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", more);
      }
      outgoing.end(tail);
    };
    more();
  });
}

function startReceiver() {
  let bytes = 0;
  const server = createServer((incoming, answer) => {
    incoming.on("data", (part) => (bytes += part.length));
    incoming.on("end", () => answer.writeHead(200).end());
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        bytes: () => bytes,
        stop: () => server.close(),
      }),
    ),
  );
}

async function givenInstance() {
  const post = async (path, body, headers = {}) => {
    const answer = await fetch(`${workerd.gateway}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const { apiKey } = await post("/dev/seed", {});
  const headers = { apikey: apiKey };
  await post("/v1/instance/create", { instanceName: "shop", integration: "WHATSAPP-BAILEYS" }, headers);
  await post("/api/endpoints", { url: receiver.url, events: ["messages.upsert"], format: "zapin" }, headers);
  return { apiKey, upstreamName: `${apiKey.split("_")[2]}--shop` };
}
