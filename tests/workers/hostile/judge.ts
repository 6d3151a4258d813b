import type { Pair } from "./pair";
import type { Hostile } from "./requests";

export interface Judged {
  status: number;
  headers: Headers;
  text: string;
}

/** Everything about an answer that must not be. Empty when nothing is. */
export function complaintsAbout(request: Hostile, answer: Judged, pair: Pair): string[] {
  const { status, headers, text } = answer;
  const said = `${request.method} ${request.path} ${request.headers.flat().join(" ")} ${request.body ?? ""}`;
  const found: string[] = [];
  const whole = `${text}\n${[...headers].flat().join("\n")}`;

  for (const { what, text: secret } of pair.unsaid) if (whole.includes(secret)) found.push(`it shows ${what}`);
  for (const { what, text: secret } of pair.internal) if (whole.includes(secret)) found.push(`it shows ${what}`);
  // These were said in some requests. An answer may repeat what its own request says, and the log what any said.
  const isLog = pathOf(request).startsWith("/api/requests");
  for (const text of [pair.guessed.tenantId, pair.guessed.instanceId, `${pair.attacker.tenantId}--`]) {
    if (whole.includes(text) && !said.includes(text) && !isLog) found.push(`it names ${text}`);
  }
  if (
    /node_modules|\/workers\/|\.ts:\d|\bat \S+ \(|D1_ERROR|SQLITE|Durable Object|kj::/.test(text) &&
    !said.includes(text)
  )
    found.push("it shows our inside");

  if (!headers.has("x-request-id") && status !== 101) found.push("it has no x-request-id");
  if (headers.has("x-injected")) found.push("a header was injected");
  if (headers.has("set-cookie") && request.door === "v1") found.push("it sets a cookie");
  if (headers.get("access-control-allow-credentials") !== null) found.push("it lets pages send cookies");
  if (!statuses[request.door].has(status) && !isUpstreamFailure(request, answer)) found.push(`status ${status}`);

  const type = headers.get("content-type") ?? "";
  let body: unknown;
  if (/json/.test(type) && request.method !== "HEAD" && text !== "") {
    try {
      body = JSON.parse(text);
    } catch {
      found.push("its JSON does not parse");
    }
  }
  if (request.door === "pages") return found;
  if (/html/.test(type)) found.push("it is a page");
  const refused = body as { code?: unknown; requestId?: unknown } | undefined;
  // Chatwoot's door passes on what upstream says, as the Evolution API does.
  const passesOn = request.door === "v1" || pathOf(request).startsWith("/hooks/chatwoot/");
  const ours = status === 401 || status === 429 || !passesOn || refused?.code !== undefined;
  if (status >= 400 && ours && request.method !== "HEAD") {
    if (refused?.requestId !== headers.get("x-request-id")) found.push("its refusal has no requestId");
  }
  return found;
}

function pathOf({ path }: Hostile): string {
  return new URL(`http://localhost:8787${path}`).pathname;
}

/** A 5xx that the simulated Evolution itself gives, as the recorded one does: in its shape, and not in ours. */
export function isUpstreamFailure(request: Hostile, { status, text }: Judged): boolean {
  if (request.door !== "v1" || (status !== 500 && status !== 501)) return false;
  try {
    const body = JSON.parse(text) as { response?: unknown; requestId?: unknown; code?: unknown };
    return body.response !== undefined && body.requestId === undefined && body.code === undefined;
  } catch {
    return false;
  }
}

/** What each door may answer. The API also repeats upstream's 304; no request here asks for one. */
const statuses: Record<Hostile["door"], ReadonlySet<number>> = {
  v1: new Set([200, 201, 204, 400, 401, 403, 404, 409, 413, 415, 422, 429]),
  api: new Set([200, 201, 400, 401, 403, 404, 409, 413, 422, 429]),
  // 429: what an agent writes in Chatwoot is admitted like any message.
  hooks: new Set([200, 400, 401, 404, 413, 429]),
  // 200 too where the bot's server failed: Evolution would read an error to the contact.
  relay: new Set([200, 400, 401, 404, 405, 413, 415]),
  // A socket opens for programs from everywhere; it tells nothing before a key has come in its first message.
  live: new Set([101, 401, 403, 404, 405, 426]),
  pages: new Set([200, 302, 400, 403, 404, 405]),
};
