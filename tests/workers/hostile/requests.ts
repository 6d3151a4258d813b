import { operations } from "#workers/evolution/operations";
import { refusedRoutes } from "#workers/evolution/refused";
import { ownRoutes } from "#workers/http/openapi/own-paths";
import { hostileTexts, junk, spoil, spoiltText } from "./junk";
import { number, type Pair } from "./pair";
import type { Random } from "./random";
import type { Samples } from "./samples";

/** One generated request, kept in parts so that a failure can be read and repeated. */
export interface Hostile {
  door: "v1" | "api" | "hooks" | "relay" | "live" | "pages";
  method: string;
  path: string;
  headers: [string, string][];
  body: string | null;
}

/** Draws one request. Most are nearly right, since what is wholly wrong stops at the first check. */
export function hostileRequest(random: Random, pair: Pair, samples: Samples): Hostile {
  for (;;) {
    const request = drawn(random, pair, samples);
    if (!request.path.startsWith("/")) continue;
    const door = doorOf(request.path);
    // What misses every door ends at the console's page for lost visitors; a few of those are enough.
    if (door !== "pages" || random.chance(0.05)) return { ...request, door };
  }
}

/** The door that a request really reaches, once its address has been read as an address. */
function doorOf(path: string): Hostile["door"] {
  const { pathname } = new URL(`http://localhost:8787${path}`);
  return doors.find((door) => pathname === `/${door}` || pathname.startsWith(`/${door}/`)) ?? "pages";
}

const doors = ["v1", "api", "hooks", "relay", "live"] as const;

function drawn(random: Random, pair: Pair, samples: Samples): Hostile {
  const at = random.next();
  if (at < 0.7) return evolutionRequest(random, pair, samples);
  if (at < 0.9) return apiRequest(random, pair);
  if (at < 0.94) return hookRequest(random, pair);
  if (at < 0.97) return relayRequest(random, pair);
  return liveRequest(random);
}

function evolutionRequest(random: Random, pair: Pair, samples: Samples): Hostile {
  const row = random.chance(0.85) ? random.pick(operations) : random.pick(refusedRoutes);
  const method = random.chance(0.93) ? row.method : random.pick(methods);
  const spellings = [row.path, ...("aliases" in row ? row.aliases.map(({ path }) => path) : [])];
  const filled = random
    .pick(spellings)
    .replace(/:[A-Za-z]+/g, (name) =>
      name === ":instance" ? instanceSegment(random, pair) : encodeURIComponent(wellFormed(random.pick(hostileTexts))),
    );
  const path = `/v1${mangledPath(random, filled)}${queryText(random, pair, "query" in row ? row.query : [])}`;
  const made = content(random, method, samples.of(row.path, random));
  return { door: "v1", method, path, headers: [...keyHeaders(random, pair), ...made.headers], body: made.body };
}

function apiRequest(random: Random, pair: Pair): Hostile {
  const instance = () => instanceSegment(random, pair);
  const text = () =>
    encodeURI(wellFormed(random.pick(hostileTexts)))
      .replaceAll("?", "%3F")
      .replaceAll("#", "%23");
  const routes: [string, string, unknown][] = [
    ...registered.map(({ method, path }): [string, string, unknown] => {
      const [, noun = ""] = path.split("/");
      const filled = path.replaceAll(/:(\w+)/g, (_all, name: string) =>
        /instance|name/.test(name) ? instance() : random.chance(0.5) ? random.pick(pair.ids) : text(),
      );
      return [method, filled, ownSamples[noun] ?? { name: "made" }];
    }),
    ["GET", "/keys", null],
    ["POST", "/keys", { name: "made", limits: { messages: 5 } }],
    ["POST", "/keys", { name: "made", instance: "shop" }],
    ["DELETE", `/keys/${random.chance(0.5) ? pair.guessed.keyId : text()}`, null],
    ["POST", `/sandbox/phones/${instance()}/scan`, null],
    ["POST", `/sandbox/phones/${instance()}/drop`, null],
    ["POST", `/sandbox/phones/${instance()}/receive`, { from: number, text: "hello", pushName: "Ana" }],
    ["GET", "/usage", null],
    ["GET", "/events", null],
    ["GET", "/instances", null],
    ["GET", `/instances/${instance()}`, null],
    ["GET", `/instances/${instance()}/webhook/secret`, null],
    ["GET", `/${text()}`, null],
    ["POST", `/${text()}`, {}],
  ];
  const [method, route, sample] = random.pick(routes);
  const used = random.chance(0.93) ? method : random.pick(methods);
  const names = ["after", "limit", "instance", "type", "search", "state"];
  const path = `/api${mangledPath(random, route)}${queryText(random, pair, names)}`;
  const made = content(random, used, sample);
  return { door: "api", method: used, path, headers: [...keyHeaders(random, pair), ...made.headers], body: made.body };
}

/** Every route of the own API, however it was added. */
const registered = ownRoutes().map(({ method, path }) => ({ method, path: path.slice("/api".length) || "/" }));

/** Bodies that are nearly right, by the noun of the route. */
const ownSamples: Record<string, unknown> = {
  bots: {
    instance: "shop",
    kind: "n8n",
    name: "made",
    connection: { webhookUrl: "https://bots.example.com/hook" },
    triggers: { type: "keyword", operator: "equals", value: "hello" },
    budget: { messages: 5 },
  },
  credentials: { kind: "openai", name: "made", secret: { apiKey: "sk-made-0123456789" } },
  endpoints: { url: "https://hooks.example.com/made", events: ["messages.upsert"], instance: "shop" },
  events: { from: 1, to: 5, endpoint: "shop" },
};

function hookRequest(random: Random, pair: Pair): Hostile {
  const server = random.pick(["sandbox", "evolution", "nowhere", "..", "__proto__"]);
  const forged = `${"0".repeat(32)}.${encodeURIComponent(`${pair.guessed.tenantId}--shop`)}`;
  const token = random.chance(0.5) ? forged : encodeURIComponent(wellFormed(random.pick(hostileTexts)));
  const inbox = random.chance(0.7) ? encodeURIComponent(pair.inboxToken) : token;
  const route = random.chance(0.4) ? `/hooks/chatwoot/${inbox}` : `/hooks/evolution/${server}/${token}`;
  const path = mangledPath(random, route);
  const event = { event: "messages.upsert", instance: `${pair.guessed.tenantId}--shop`, data: junk(random) };
  const method = random.chance(0.9) ? "POST" : random.pick(methods);
  const written = {
    event: "message_created",
    message_type: "outgoing",
    content: "hello",
    conversation: { meta: { sender: { identifier: number } }, messages: [{ attachments: [] }] },
    attachments: random.chance(0.3) ? [{ data_url: random.pick(hostileTexts) }] : [],
  };
  const made = content(random, method, route.startsWith("/hooks/chatwoot/") ? written : event);
  return { door: "hooks", method, path, headers: made.headers, body: made.body };
}

function relayRequest(random: Random, pair: Pair): Hostile {
  const forged = `rly_${pair.guessed.tenantId}_bot_${"a".repeat(20)}_${"0".repeat(32)}`;
  const known = random.chance(0.5) ? pair.relayToken : forged;
  const token = random.chance(0.8) ? known : encodeURIComponent(wellFormed(random.pick(hostileTexts)));
  const rest = random.pick(["", "/api/v1/typebots/x/startChat", "/chat-messages", "/../../api/keys"]);
  const path = mangledPath(random, random.chance(0.3) ? "/relay/openai/v1/chat/completions" : `/relay/${token}${rest}`);
  const method = random.chance(0.8) ? "POST" : random.pick(methods);
  const made = content(random, method, { ...asked, model: "gpt-4o", messages: [{ role: "user", content: "hello" }] });
  const headers: [string, string][] = random.chance(0.5) ? [["authorization", `Bearer ${plain(known)}`]] : [];
  return { door: "relay", method, path, headers: [...headers, ...made.headers], body: made.body };
}

/** What Evolution sends for a bot of n8n. */
const asked = { chatInput: "hello", sessionId: "5511955550000@s.whatsapp.net", keyId: "3EB0", fromMe: false };

function liveRequest(random: Random): Hostile {
  const headers: [string, string][] = [["upgrade", random.pick(["websocket", "WebSocket", "h2c", ""])]];
  const origins = ["http://localhost:8787", "https://evil.invalid", "null", "http://localhost:8787.evil.invalid", "%"];
  if (random.chance(0.8)) headers.push(["origin", random.pick(origins)]);
  if (random.chance(0.5)) headers.push(["cookie", hostileCookie(random)]);
  const method = random.chance(0.9) ? "GET" : random.pick(methods);
  return { door: "live", method, path: `/live${random.pick(["", "/", "?tenant=x", "?a=%00"])}`, headers, body: null };
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "QUERY"];

/** The attacker's own names, the victim's, and names that nobody should have. */
function instanceSegment(random: Random, pair: Pair): string {
  const { guessed, attacker } = pair;
  const at = random.next();
  if (at < 0.55) return "shop";
  if (at < 0.65) return "second";
  if (at < 0.8) {
    const theirs = `${guessed.tenantId}--${random.pick(["shop", guessed.instanceName])}`;
    return random.pick([
      guessed.instanceName,
      guessed.instanceId,
      guessed.tenantId,
      theirs,
      `..%2F${theirs}`,
      `shop%3FinstanceName=${theirs}`,
      `shop%23${theirs}`,
      `shop%00${theirs}`,
      `${attacker.tenantId}--shop`,
      `shop%2F..%2F${theirs}`,
    ]);
  }
  const text = random.pick(hostileTexts);
  return random.chance(0.8) ? encodeURIComponent(wellFormed(text)) : encodeURI(wellFormed(text)).replace(/[?#]/g, "");
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "");
}

function mangledPath(random: Random, path: string): string {
  if (random.chance(0.88)) return path;
  switch (random.below(9)) {
    case 0:
      return `/${path}`;
    case 1:
      return `${path}/`;
    case 2:
      return `${path}//`;
    case 3:
      return path.replace("/", "/%2e%2e/");
    case 4:
      return path.toUpperCase();
    case 5:
      return `${path}/%E0%A4%A`;
    case 6:
      return path.replaceAll("/", "%2F");
    case 7:
      return `${path}/${"y".repeat(random.pick([10, 4000]))}`;
    default:
      return path.slice(0, random.below(path.length));
  }
}

function queryText(random: Random, pair: Pair, known: readonly string[]): string {
  if (random.chance(known.length > 0 ? 0.2 : 0.7)) return "";
  const parts = Array.from({ length: 1 + random.below(4) }, () => {
    const name = known.length > 0 && random.chance(0.6) ? random.pick(known) : random.pick(hostileQueryNames);
    const value = random.pick([
      pair.guessed.instanceName,
      pair.guessed.instanceId,
      `${pair.guessed.tenantId}--shop`,
      "1",
      number,
      "120363000000000000@g.us",
      wellFormed(random.pick(hostileTexts)),
    ]);
    const encoded = random.chance(0.85) ? encodeURIComponent(value) : value.replace(/[#\s]/g, "");
    return random.chance(0.9) ? `${name}=${encoded}` : name;
  });
  return `?${parts.join("&")}`;
}

const hostileQueryNames = [
  "instanceName",
  "instanceName",
  "instanceId",
  "apikey",
  "instanceName[]",
  "instanceName[$ne]",
  "__proto__[x]",
  "/instance/create",
  "%",
  "%00",
  "",
];

function keyHeaders(random: Random, pair: Pair): [string, string][] {
  const { attacker, instanceKey, revokedKey, guessed } = pair;
  const at = random.next();
  if (at < 0.72) return [["apikey", attacker.key]];
  if (at < 0.8) return [["apikey", instanceKey]];
  if (at < 0.83) return [["authorization", `Bearer ${attacker.key}`]];
  if (at < 0.86) return [];
  if (at < 0.89) return [["cookie", hostileCookie(random)]];
  const { key } = attacker;
  const broken = random.pick([
    revokedKey,
    key.slice(0, -1),
    `${key}0`,
    key.toUpperCase(),
    key.replace(attacker.tenantId, guessed.tenantId),
    `zpn_live_${guessed.tenantId}_${"A".repeat(32)}_0123456789`,
    `zpn_live_${guessed.tenantId}`,
    `${key}, ${key}`,
    `${key}%00`,
    "zpn_live_",
    "Bearer",
    "null",
    "x".repeat(4000),
  ]);
  return random.chance(0.7) ? [["apikey", plain(broken)]] : [["authorization", `Bearer ${plain(broken)}`]];
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "");
}

function hostileCookie(random: Random): string {
  const value = random.pick([
    "%",
    "%E0%A4%A",
    "a.b",
    `${"x".repeat(32)}.${"y".repeat(43)}=`,
    "",
    '"',
    "__proto__",
    "x".repeat(3000),
  ]);
  const name = random.pick([
    "zapin.session_token",
    "__Secure-zapin.session_token",
    "zapin.session_data",
    "PARAGLIDE_LOCALE",
  ]);
  return `${name}=${value}; ${name}=${value}`;
}

/** Body and its headers: mostly JSON of the right form with something spoiled in it. */
function content(
  random: Random,
  method: string,
  sample: unknown,
): { headers: [string, string][]; body: string | null } {
  const headers: [string, string][] = [];
  if (random.chance(0.06))
    headers.push(["content-length", random.pick(["0", "5", "-1", "1e3", "999999999999", "abc"])]);
  if (random.chance(0.05)) headers.push(["content-encoding", random.pick(["gzip", "br", "identity", "x"])]);
  if (random.chance(0.05)) headers.push(["accept", random.pick(["text/html", "*/*;q=x", "application/xml", ""])]);
  if (random.chance(0.05)) headers.push(["x-http-method-override", "DELETE"], ["x-forwarded-host", "evil.invalid"]);
  if (random.chance(0.05)) headers.push(["origin", "https://evil.invalid"]);
  if (random.chance(0.03)) headers.push(["idempotency-key", plain(random.pick(hostileTexts))]);
  if (method === "GET" || method === "HEAD") return { headers, body: null };
  const at = random.next();
  if (at < 0.06) return { headers, body: null };
  if (at < 0.7) {
    headers.push(["content-type", random.chance(0.9) ? "application/json" : "application/json; charset=utf-8"]);
    return { headers, body: JSON.stringify(spoil(random, sample ?? {}, random.pick([0, 0, 0.05, 0.15, 0.5]))) ?? "" };
  }
  if (at < 0.8) {
    headers.push(["content-type", "application/json"]);
    return { headers, body: spoiltText(random, sample ?? {}) };
  }
  if (at < 0.86) {
    headers.push(["content-type", "application/x-www-form-urlencoded"]);
    const flat = Object.entries((sample ?? {}) as object).map(([name, value]) => [name, written(value)]);
    return { headers, body: `${new URLSearchParams(flat as [string, string][])}&%=%&__proto__=1` };
  }
  if (at < 0.93) return multipart(random, sample, headers);
  headers.push(["content-type", random.pick(contentTypes)]);
  return { headers, body: random.pick([JSON.stringify(sample ?? {}), random.pick(hostileTexts)]) };
}

/** Not `String`: a spoiled value may have a `toString` that is none. */
function written(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

const contentTypes = [
  "",
  "text/plain",
  "text/html",
  "application/jsonx",
  "application/json; charset=utf-7",
  "application/json;",
  "application/vnd.api+json",
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "application/octet-stream",
  "image/png",
  "/",
  "application/json, text/html",
];

function multipart(random: Random, sample: unknown, headers: [string, string][]) {
  const boundary = random.pick(["----b", "b", "b;x"]);
  headers.push(["content-type", `multipart/form-data; boundary=${boundary}`]);
  const parts = Object.entries((sample ?? {}) as object).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${written(value)}\r\n`,
  );
  const file = random.pick([
    'content-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF\r\n',
    'content-disposition: form-data; name="file"; filename="../../a"\r\n\r\nx\r\n',
    "content-disposition: form-data\r\n\r\nx\r\n",
    "no header at all",
    "",
  ]);
  const end = random.chance(0.8) ? `--${boundary}--\r\n` : "";
  return { headers, body: `${parts.join("")}--${boundary}\r\n${file}${end}` };
}
