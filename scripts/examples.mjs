/**
 * Chooses the examples of the reference from the recordings of a real Evolution server, and writes
 * `workers/evolution/reference/examples.json`. Run it when recordings or routes change.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const fixtures = "tests/fixtures/evolution";
const target = "workers/evolution/reference/examples.json";

/** Recordings that are about something else than the route itself. */
const besides =
  /badkey|nokey|other-token|other-instance|other-name|override|strange|race|legacy|flat|disabled|hook-down|empty-db|name-null|not-string|only-empty|deleted|no-body|shared|large-body/;
/** Answers that a tenant does not get to see as they are. */
const internal =
  /prisma|invocation|cannot read|is not a function|typeerror|\[object|\.ts\b|dist\/|postgres|relation|ENOTFOUND|undefined/i;
const exampleErrors = 2;
/** Where the plainest recording is not the one to show. */
const chosen = {
  "GET /instance/connect/:instanceName": "wa.connect.while-connecting",
  "POST /instance/create": "instance.create.webhook",
};
/** Routes that nobody is offered. */
const unoffered = /^\/(baileys|s3)\/|^\/webhook\/(evolution|meta)$|^\/chatwoot\/webhook\//;
const keyNames = new Set(["token", "hash", "apikey", "serverToken"]);
const longestText = 120;

const recordings = readdirSync(`${fixtures}/recordings`)
  .filter((file) => !besides.test(file))
  .sort()
  .map((file) => read(`recordings/${file}`));

const examples = {};
for (const route of read("routes.json")) {
  const example = unoffered.test(route.path) ? null : exampleOf(route);
  if (example) examples[`${route.method} ${route.path.replace(":instanceName", ":instance")}`] = example;
}
writeFileSync(target, `${JSON.stringify(examples, null, 2)}\n`);

function exampleOf(route) {
  const of = recordings.filter((recording) => isOf(route, recording.request));
  const named = of.find(({ name }) => name === chosen[`${route.method} ${route.path}`]);
  const good =
    named ?? of.filter(({ response }) => response.status < 300 && holdsAnswer(response.body)).sort(byLikeness)[0];
  const bad = of.filter(
    ({ response }) =>
      response.status >= 400 && response.body?.response && !internal.test(JSON.stringify(response.body)),
  );
  const told = new Map(bad.map((recording) => [shapeOf(recording.response), recording]));
  const errors = [...told.values()].sort(byLikeness).slice(0, exampleErrors);
  const asked = good ?? of.filter(({ name }) => /offline|never-connected/.test(name))[0];
  if (!asked && errors.length === 0) return null;
  return {
    ...(asked ? { request: requestOf(asked) } : {}),
    ...(good ? { status: good.response.status, answer: plainOf(good.response.body) } : {}),
    errors: errors.map(({ request, response }) => ({
      request: requestOf({ request }),
      status: response.status,
      answer: plainOf(response.body),
    })),
  };
}

/** Evolution answers some refusals with 200 or 201; those are no example of success. */
function holdsAnswer(body) {
  return !(body && typeof body === "object" && (body.error === true || "error_data" in body));
}

/** A paired phone says more than one that is not, and a short name is the plain case. */
function byLikeness(a, b) {
  return rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}

function rank({ name, response }) {
  const empty = response.body === null || (Array.isArray(response.body) && response.body.length === 0);
  const kind = name.startsWith("wa.") ? 0 : name.startsWith("waba.") ? 2 : 1;
  return kind + (empty ? 10 : 0);
}

function shapeOf({ status, body }) {
  return `${status} ${JSON.stringify(body?.response?.message ?? body).replace(/"[^"]*"/g, "")}`;
}

function isOf(route, request) {
  const [path] = request.path.split("?");
  const [expected, given] = [route.path.split("/"), path.split("/")];
  return (
    route.method === request.method &&
    expected.length === given.length &&
    expected.every((part, at) => part.startsWith(":") || part === given[at])
  );
}

function requestOf({ request }) {
  const query = Object.fromEntries(new URL(request.path, "http://x").searchParams);
  return {
    ...(Object.keys(query).length > 0 ? { query: plainOf(query) } : {}),
    ...(request.body === undefined || request.body === null ? {} : { body: plainOf(request.body) }),
  };
}

/** A value with the recording's own names, hosts and keys replaced, and what is long cut short. */
function plainOf(value, name = "") {
  if (typeof value === "string") return textOf(value, name);
  if (Array.isArray(value)) {
    const kept = value.some((item) => typeof item === "object") ? value.slice(0, 2) : value.slice(0, 8);
    return kept.map((item) => plainOf(item, name));
  }
  if (typeof value !== "object" || value === null) return value;
  // The gateway takes the server's own key out of a bot session.
  const entries = Object.entries(value).filter(([key]) => !(name === "parameters" && key === "apiKey"));
  const bytes = entries.length > 8 && entries.every(([key]) => /^\d+$/.test(key));
  return Object.fromEntries((bytes ? entries.slice(0, 3) : entries).map(([key, item]) => [key, plainOf(item, key)]));
}

function textOf(text, name) {
  if (keyNames.has(name) && text !== "") return "zpn_live_…";
  if (name === "apiKey" && text !== "") return "sk-…";
  const plain = text
    .replace(/\b(evo-(ch|waba|race|flat|a|b|c)|wa2|ghost|x1)\b/g, "shop")
    .replace(/https?:\/\/127\.0\.0\.1:8081/g, "https://zapin.example")
    .replace(/https?:\/\/127\.0\.0\.1(:\d+)?/g, "https://example.com")
    .replace(/evolution_exchange/g, "evolution")
    .replace(/<(GLOBAL_KEY|TOKEN [^>]*)>/g, "zpn_live_…");
  return plain.length > longestText ? `${plain.slice(0, longestText / 2)}…` : plain;
}

function read(file) {
  return JSON.parse(readFileSync(`${fixtures}/${file}`, "utf8"));
}
