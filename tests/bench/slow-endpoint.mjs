/**
 * `npm run bench:slow-endpoint`: what an endpoint that hangs does to its neighbour. Three servers, each with a tenant
 * whose endpoint is timed: it stands alone on the first, beside one that answers on the second, and beside one
 * that hangs at each call on the third. The events go to them in turn, so that whatever else the machine does
 * befalls all alike; and since two processes of the same work differ by a tenth, everything is done again with new
 * ones, and the median over the rounds is told.
 *
 * ROUNDS (7), EVENTS (500) for each server and round, WARM (100)
 */
import { createServer } from "node:http";
import { median } from "./median.mjs";
import { hookPath } from "./secret.mjs";
import { startUpstream } from "./upstream.mjs";
import { startWorkerd } from "./workerd.mjs";

const rounds = Number(process.env.ROUNDS ?? 7);
const events = Number(process.env.EVENTS ?? 500);
const warm = Number(process.env.WARM ?? 100);
const names = ["alone", "answering", "hanging"];
// What is left of one server's work falls on the next one's event, so each comes after each other equally often.
const orders = [
  ["alone", "answering", "hanging"],
  ["hanging", "answering", "alone"],
  ["answering", "hanging", "alone"],
  ["alone", "hanging", "answering"],
  ["hanging", "alone", "answering"],
  ["answering", "alone", "hanging"],
];

const upstream = await startUpstream();
const results = [];
for (let number = 1; number <= rounds; number++) {
  const result = await round();
  results.push(result);
  console.log(`round ${number}  p50 in ms ${names.map((name) => `${name} ${two(result.p50[name])}`).join(", ")}`);
}
const ratio = (name) => two(median(results.map(({ p50 }) => p50.hanging / p50[name])));
const sum = (values) => values.reduce((total, value) => total + value, 0);
console.log(
  JSON.stringify({
    hangingToAnswering: ratio("answering"),
    hangingToAlone: ratio("alone"),
    events: rounds * events,
    deliveredWhileCallsHung: sum(results.map(({ besideHung }) => besideHung)),
    callsThatHung: sum(results.map(({ hung }) => hung)),
  }),
);
upstream.stop();
process.exit(0);

async function round() {
  const lanes = {
    alone: await givenLane(null),
    answering: await givenLane((response) => response.writeHead(200).end()),
    hanging: await givenLane(() => {}),
  };
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const { neighbour } = lanes.hanging;
  let besideHung = 0;
  for (let at = 0; at < warm + events; at++) {
    for (const name of orders[at % orders.length]) {
      const took = await lanes[name].deliver(`MESSAGE-${at}`);
      if (at < warm) continue;
      times[name].push(took);
      if (name === "hanging" && neighbour.open() > 0) besideHung++;
    }
  }
  await Promise.all(names.map((name) => lanes[name].stop()));
  return {
    p50: Object.fromEntries(names.map((name) => [name, median(times[name])])),
    besideHung,
    hung: neighbour.calls(),
  };
}

/** A server with a tenant, an instance, an endpoint that is timed and, where it has an answer, one beside it. */
async function givenLane(answerOfNeighbour) {
  const workerd = await startWorkerd({
    upstream: upstream.url,
    vars: { ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
    keepBundle: true,
  });
  const timed = await startReceiver((response) => response.writeHead(200).end());
  const neighbour = answerOfNeighbour && (await startReceiver(answerOfNeighbour));
  const seeded = await fetch(`${workerd.gateway}/dev/seed`, { method: "POST", body: '{"plan":"enterprise"}' });
  if (!seeded.ok) throw new Error(await seeded.text());
  const { apiKey } = await seeded.json();
  const ask = async (path, body) => {
    const headers = { apikey: apiKey, "content-type": "application/json" };
    const answer = await fetch(workerd.gateway + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  await ask("/v1/instance/create", { instanceName: "shop", integration: "WHATSAPP-BAILEYS" });
  for (const { url } of neighbour ? [timed, neighbour] : [timed]) {
    await ask("/api/endpoints", { url, format: "zapin", events: ["messages.upsert"] });
  }
  const upstreamName = `${apiKey.split("_")[2]}--shop`;
  const hook = workerd.gateway + hookPath(upstreamName);
  return {
    neighbour,
    stop: workerd.stop,
    /** From upstream's call to the arrival at the endpoint, in milliseconds. */
    async deliver(id) {
      const arrival = timed.next(id);
      const startedAt = performance.now();
      const event = { event: "messages.upsert", instance: upstreamName, data: { key: { id } }, apikey: null };
      const answer = await fetch(hook, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(event),
      });
      if (!answer.ok) throw new Error(`The hook answered ${answer.status}: ${await answer.text()}`);
      await arrival;
      return performance.now() - startedAt;
    },
  };
}

/** A receiver that notes what comes, and answers as it is told. */
async function startReceiver(answer) {
  let open = 0;
  let calls = 0;
  let waiting = null;
  const server = createServer((request, response) => {
    calls++;
    open++;
    response.on("close", () => open--);
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      if (waiting && text.includes(`"${waiting.id}"`)) waiting.resolve();
      answer(response);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    open: () => open,
    calls: () => calls,
    next: (id) => new Promise((resolve) => (waiting = { id, resolve })),
  };
}

function two(value) {
  return Math.round(value * 100) / 100;
}
