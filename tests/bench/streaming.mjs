/**
 * `npm run bench:streaming`: how much the Worker's memory grows while a large document passes through
 * `/v1`, and what becomes of one that is larger than upstream takes. Ends in an error where a bound of
 * docs/performance.md is not kept.
 *
 * MEGABYTES (100), ROUNDS (3)
 */
import { readFileSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const megabytes = Number(process.env.MEGABYTES ?? 100);
const rounds = Number(process.env.ROUNDS ?? 3);
const mayGrow = 20;
const mega = 1024 * 1024;

const upstream = await startUpstream();
const workerd = await startWorkerd({ upstream: upstream.url });
const { key } = await givenInstance();
const pid = workerdProcess();

const json = [
  "application/json",
  '{"number":"5511999999999","mediatype":"document","fileName":"a.bin","media":"',
  '"}',
];
const multipart = [
  "multipart/form-data; boundary=b",
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n',
  "\r\n--b--\r\n",
];

await send(json, 1, true);
await send(json, 1, false);
let worst = 0;
for (let round = 1; round <= rounds; round++) {
  for (const [name, form] of Object.entries({ json, multipart })) {
    for (const told of [true, false]) {
      const { status, before, peak, ms } = await measured(() => send(form, megabytes, told));
      if (status !== 201) throw new Error(`The document was answered ${status}.`);
      worst = Math.max(worst, peak - before);
      const length = told ? "length told" : "chunked    ";
      console.log(
        `round ${round}  ${name.padEnd(9)} ${length}  ${megabytes} MB in ${ms} ms  ${before.toFixed(1)} MB -> ${peak.toFixed(1)} MB at most`,
      );
    }
  }
}

// Of the one that tells its length only the beginning is sent: the answer must not wait for the rest.
const told = await measured(() => send(json, 137, true, 1));
const chunked = await measured(() => send(json, 137, false));
console.log(`137 MB, length told: ${told.status} after ${told.ms} ms, ${told.sent.toFixed(0)} MB were taken`);
console.log(`137 MB, chunked:     ${chunked.status} after ${chunked.ms} ms, ${chunked.sent.toFixed(0)} MB were taken`);
console.log(JSON.stringify({ megabytes, growthMegabytes: Number(worst.toFixed(1)), mayGrow }));

await workerd.stop();
upstream.stop();
const kept = worst < mayGrow && told.status === 413 && chunked.status === 413;
process.exit(kept ? 0 : 1);

/** Sends one document that is made as it goes, so that this process holds none of it either. */
function send([type, head, tail], size, tellLength, stopAfter = Number.POSITIVE_INFINITY) {
  const chunk = Buffer.alloc(64 * 1024, "A");
  const chunks = (size * mega) / chunk.length;
  const headers = { apikey: key, "content-type": type };
  if (tellLength) headers["content-length"] = head.length + chunks * chunk.length + tail.length;
  return new Promise((resolve, reject) => {
    let sent = 0;
    const outgoing = request(`${workerd.gateway}/v1/message/sendMedia/shop`, { method: "POST", headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString(), sent: sent / mega });
        outgoing.destroy();
      });
    });
    outgoing.on("error", (error) => reject(error));
    outgoing.write(head);
    const more = () => {
      while (sent < chunks * chunk.length) {
        if (outgoing.destroyed || sent >= stopAfter * mega) return;
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", more);
      }
      outgoing.end(tail);
    };
    more();
  });
}

/** Runs work and says what the process held before it, and at most while it ran. */
async function measured(work) {
  const before = residentMegabytes();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentMegabytes())), 10);
  const startedAt = Date.now();
  try {
    const done = await work();
    return { ...done, before, peak: Math.max(peak, residentMegabytes()), ms: Date.now() - startedAt };
  } finally {
    clearInterval(watch);
  }
}

function residentMegabytes() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** The workerd that this process started. */
function workerdProcess() {
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      if (/^Name:\s+workerd/m.test(status) && new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status)) return name;
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error("There is no workerd to measure. This runs on Linux only.");
}

async function givenInstance() {
  const seeded = await fetch(`${workerd.gateway}/dev/seed`, { method: "POST", body: "{}" });
  if (!seeded.ok) throw new Error(await seeded.text());
  const { apiKey } = await seeded.json();
  const created = await fetch(`${workerd.gateway}/v1/instance/create`, {
    method: "POST",
    headers: { apikey: apiKey, "content-type": "application/json" },
    body: JSON.stringify({ instanceName: "shop", integration: "WHATSAPP-BAILEYS" }),
  });
  if (created.status !== 201) throw new Error(await created.text());
  return { key: apiKey };
}
