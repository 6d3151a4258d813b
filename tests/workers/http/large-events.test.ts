import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { fetchWorker } from "#tests/support/worker";
import type { LoggedEvent } from "#workers/domain/event";
import { LargePlaces, lentMs } from "#workers/evolution/large-places";
import { StoredText } from "#workers/evolution/stored-text";

// Each upload that is lost says so.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

/** An upload that upstream has begun: its body comes as the test has it come. */
interface Upload {
  answer: Promise<Response>;
  send(part: string): Promise<void>;
  end(): Promise<void>;
  /** The connection is lost. */
  cut(): Promise<void>;
}

interface Shop {
  given: GivenTenant;
  hook: string;
  body: string;
}

/** Just enough to be large. */
const largeCharacters = 1_100_000;

async function givenShop(characters = largeCharacters): Promise<Shop> {
  const given = await givenTenant();
  await givenInstance(given);
  const upstreamName = `${given.tenantId}--shop`;
  const hook = `/hooks/evolution/sandbox/${await given.ctx.secrets.hookToken("sandbox", upstreamName)}`;
  return { given, hook, body: bodyOf(given, characters) };
}

function bodyOf(given: GivenTenant, characters = largeCharacters): string {
  const data = { key: { id: crypto.randomUUID(), fromMe: false }, message: { base64: "A".repeat(characters) } };
  return JSON.stringify({ event: "messages.upsert", instance: `${given.tenantId}--shop`, data, apikey: null });
}

function begin(hook: string): Upload {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  const request = new Request(`http://localhost:8787${hook}`, { method: "POST", body: readable });
  return {
    answer: fetchWorker(request),
    send: (part) => writer.write(new TextEncoder().encode(part)),
    end: () => writer.close(),
    cut: () => writer.abort(new Error("Network connection lost.")),
  };
}

/** Has all but the last characters arrive, so that the upload is under way and has its place. */
async function beginLarge({ hook, body }: Pick<Shop, "hook" | "body">): Promise<Upload> {
  const upload = begin(hook);
  await upload.send(body.slice(0, -10));
  return upload;
}

async function finish(upload: Upload, body: string): Promise<Response> {
  await upload.send(body.slice(-10));
  await upload.end();
  return upload.answer;
}

async function post({ hook, body }: Pick<Shop, "hook" | "body">): Promise<Response> {
  const upload = begin(hook);
  // Who is refused is not read to the end.
  void upload
    .send(body)
    .then(upload.end)
    .catch(() => {});
  return upload.answer;
}

async function logged({ given }: Shop, type = "messages.upsert"): Promise<LoggedEvent[]> {
  const answer = await given.call("GET", `/api/events?limit=500&type=${type}`);
  return ((await answer.json()) as { events: LoggedEvent[] }).events;
}

async function objects({ given }: Shop): Promise<string[]> {
  return (await env.BODIES.list({ prefix: given.tenantId })).objects.map(({ key }) => key);
}

async function expectWhole(shop: Shop, bodies: readonly string[]): Promise<void> {
  const events = await logged(shop);
  const whole = await Promise.all(
    events.map(async ({ sequence }) => {
      const answer = await shop.given.call("GET", `/api/events/${sequence}`);
      return ((await answer.json()) as { body: { data: unknown } }).body.data;
    }),
  );
  const sent = bodies.map((body) => (JSON.parse(body) as { data: unknown }).data);
  const sorted = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();
  // Not compared by `toEqual`: a difference of megabytes is nothing to print.
  expect(sorted(whole).join() === sorted(sent).join()).toBe(true);
  expect(await objects(shop)).toHaveLength(bodies.length);
}

test("of large events at once more than there is room for are sent again, and every one is kept whole and once", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  const bodies = Array.from({ length: 6 }, () => bodyOf(shop.given));
  const others = Array.from({ length: 3 }, () => bodyOf(other.given));
  const uploads = await Promise.all(bodies.map((body) => beginLarge({ ...shop, body })));
  // One tenant never has all the room.
  const seventh = await post(shop);
  expect(seventh.status).toBe(503);
  expect(seventh.headers.get("retry-after")).toBe("5");
  const more = await Promise.all(others.slice(0, 2).map((body) => beginLarge({ ...other, body })));
  expect((await post({ ...other, body: others[2]! })).status).toBe(503);
  expect(await logged(shop)).toEqual([]);

  for (const [at, upload] of uploads.entries()) expect((await finish(upload, bodies[at]!)).status).toBe(200);
  for (const [at, upload] of more.entries()) expect((await finish(upload, others[at]!)).status).toBe(200);
  expect((await post(shop)).status).toBe(200);
  expect((await post({ ...other, body: others[2]! })).status).toBe(200);
  await expectWhole(shop, [...bodies, shop.body]);
  await expectWhole(other, others);
  expect(await logged(shop, "zapin.event.refused")).toEqual([]);
});

test.each([
  ["before it was known to be large", largeCharacters, 0.5],
  ["before a part of it was written", largeCharacters, 0.98],
  ["after parts of it were written", 7_000_000, 0.9],
])("of a large event that is cut %s nothing is kept, and sent again it is kept whole", async (_, characters, share) => {
  const shop = await givenShop(characters);
  const abort = vi.spyOn(StoredText.prototype, "abort");
  // More often than there is room at once: whoever is cut leaves a place.
  for (let time = 0; time < 7; time++) {
    const upload = begin(shop.hook);
    await upload.send(shop.body.slice(0, Math.floor(shop.body.length * share)));
    await upload.cut();
    expect((await upload.answer).status).toBe(503);
  }
  expect(abort).toHaveBeenCalledTimes(share < 0.9 ? 0 : 7);
  expect(await logged(shop)).toEqual([]);
  expect(await logged(shop, "zapin.event.refused")).toEqual([]);
  expect(await objects(shop)).toEqual([]);
  expect((await post(shop)).status).toBe(200);
  expect((await post(shop)).status).toBe(200);
  const [event, ...twice] = await logged(shop);
  expect(twice).toEqual([]);
  expect(event!.dataBytes).toBeGreaterThan(characters);
});

test("a large event that comes to a halt is sent again, and does not keep others out", async () => {
  // The clock of the Objects beside it must go on as it is.
  const over = new AbortController();
  const take = LargePlaces.prototype.take;
  const taking = vi.spyOn(LargePlaces.prototype, "take").mockImplementation(function (this: LargePlaces, ...asked) {
    const place = take.apply(this, asked);
    return place && { ...place, signal: over.signal };
  });
  const shop = await givenShop();
  const uploads = await Promise.all(Array.from({ length: 6 }, () => beginLarge(shop)));
  expect((await post(shop)).status).toBe(503);
  over.abort(new Error("The time is up."));
  for (const { answer } of uploads) expect((await answer).status).toBe(503);
  taking.mockRestore();
  expect(await objects(shop)).toEqual([]);
  expect((await post(shop)).status).toBe(200);
  await expectWhole(shop, [shop.body]);
});

test("a place that nobody gives back is free again when its time is over", () => {
  const places = new LargePlaces();
  const taken = ["a", "b"].flatMap((tenantId) => Array.from({ length: 4 }, () => places.take(tenantId, 0)));
  expect(taken).not.toContain(null);
  expect(places.take("c", lentMs - 1)).toBeNull();
  const again = places.take("c", lentMs);
  expect(again).not.toBeNull();
  // Who comes back late leaves his own place, and nobody else's.
  for (const place of taken) place!.leave();
  for (let at = 0; at < 5; at++) expect(places.take("c", lentMs)).not.toBeNull();
  expect(places.take("c", lentMs)).toBeNull();
  again!.leave();
  expect(places.take("c", lentMs)).not.toBeNull();
});
