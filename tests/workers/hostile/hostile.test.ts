import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { complaintsAbout, isUpstreamFailure } from "./judge";
import { givenPair, restore, type Pair } from "./pair";
import { randomFrom } from "./random";
import { hostileRequest, type Hostile } from "./requests";
import { readSamples } from "./samples";
import { fetchWorker } from "#tests/support/worker";

// The phones post their events through the binding, which is too slow here; see `fetchWorker`.
vi.mock("#workers/sandbox/events/post", () => ({
  poster: () => async (letter: { url: string; body: string }) => {
    const response = await fetchWorker(new Request(letter.url, { method: "POST", body: letter.body }));
    await response.body?.cancel();
    return { status: response.status };
  },
}));

/** Whatever the requests make Zapin call, webhooks and bots' servers among them: they answer, and badly. */
function answerFromOutside(): Promise<Response> {
  return Promise.resolve(new Response("<html>Not here</html>", { headers: { "content-type": "text/html" } }));
}

const settings = env as unknown as { HOSTILE_REQUESTS?: string; HOSTILE_SEED?: string };
// More at once would be slow: in a test, entering the Worker or an Object costs more every time.
// `npm run test:hostile` therefore runs this seven times, each with a seed of its own.
const count = Number(settings.HOSTILE_REQUESTS) || 3_000;
// Ordinary runs repeat the same requests, so that a change is judged by what it changed.
const random = Math.floor(Math.random() * 2 ** 31);
const seed = settings.HOSTILE_SEED === "random" ? random : Number(settings.HOSTILE_SEED) || 20_261_123;
const batch = 25;
/** New tenants now and then: logs and chats that only grow make every look at them slower. */
const perPair = 1_000;

test(`${count} hostile requests get no 5xx of ours, nothing of another tenant, and no key`, async () => {
  console.log(`hostile requests: ${count}, HOSTILE_SEED=${seed}`);
  vi.stubGlobal("fetch", answerFromOutside);
  let pair = await givenPair();
  await warmUp();
  const samples = readSamples();
  const random = randomFrom(seed);
  const tally = new Map<string, number>();
  const failures = new Map<string, number>();
  const wrong: string[] = [];
  const startedAt = Date.now();

  for (let made = 0; made < count; made += batch) {
    if (made > 0 && made % perPair === 0) {
      await expectUntouched(pair);
      pair = await givenPair();
    }
    const requests = Array.from({ length: Math.min(batch, count - made) }, () => hostileRequest(random, pair, samples));
    await Promise.all(
      requests.map(async (request, at) => {
        const answer = await send(request);
        add(tally, `${request.door} ${answer.status}`);
        if (isUpstreamFailure(request, answer)) add(failures, `${answer.status} ${sentenceOf(answer.text)}`);
        const complaints = complaintsAbout(request, answer, pair);
        if (complaints.length > 0) wrong.push(told(made + at, request, answer, complaints));
      }),
    );
    await restore(pair.attacker);
    if (wrong.length > 20) break;
  }

  console.log(`${((Date.now() - startedAt) / 1000).toFixed(0)} s; ${lines(tally)}`);
  console.log(`upstream's own failures: ${lines(failures)}`);
  expect(wrong.slice(0, 20).join("\n\n")).toBe("");
  await expectUntouched(pair);
}, 600_000);

/** What a request loads when it is the first, loaded one by one: here modules cannot be awaited by several requests. */
async function warmUp(): Promise<void> {
  const headers: [string, string][] = [["cookie", "zapin.session_token=x.y; __Secure-zapin.session_token=x.y"]];
  for (const path of ["/api/usage", "/live", "/nowhere", "/api/auth/ok"]) {
    await send({ door: "pages", method: "GET", path, headers, body: null });
  }
}

async function send(request: Hostile) {
  const { method, path, headers, body } = request;
  const made = new Request(`http://localhost:8787${path}`, { method, headers, body });
  const response = await fetchWorker(made);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** After all of it the victim stands as it stood. */
async function expectUntouched({ victim }: Pair): Promise<void> {
  const state = await victim.call("GET", "/v1/instance/connectionState/shop");
  expect(await state.json()).toEqual({ instance: { instanceName: "shop", state: "open" } });
  const rows = (await (await victim.call("GET", "/v1/instance/fetchInstances")).json()) as { name: string }[];
  expect(rows.map(({ name }) => name).sort()).toEqual(["shop", "theirs"]);
  const { keys } = (await (await victim.call("GET", "/api/keys")).json()) as { keys: { revokedAt: number | null }[] };
  expect(keys.filter(({ revokedAt }) => revokedAt !== null)).toEqual([]);
  const webhook = (await (await victim.call("GET", "/v1/webhook/find/shop")).json()) as { events: string[] };
  expect(webhook.events).toEqual(["CALL"]);
}

function told(at: number, request: Hostile, answer: { status: number; text: string }, complaints: string[]): string {
  return [
    `#${at}: ${complaints.join("; ")}`,
    `${request.method} ${request.path.slice(0, 300)}`,
    request.headers.map((pair) => pair.join(": ").slice(0, 120)).join("\n"),
    (request.body ?? "").slice(0, 400),
    `=> ${answer.status} ${answer.text.slice(0, 400)}`,
  ].join("\n");
}

function sentenceOf(text: string): string {
  const { response } = JSON.parse(text) as { response: { message: unknown } };
  return JSON.stringify(response.message)
    .replace(/instance\/?\S*/g, "…")
    .slice(0, 90);
}

function add(tally: Map<string, number>, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

function lines(tally: Map<string, number>): string {
  return [...tally]
    .sort()
    .map(([name, times]) => `${name} × ${times}`)
    .join(", ");
}
