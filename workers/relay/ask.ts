import type { Ctx } from "../context";
import { judgeAddress } from "../domain/address";
import type { BotKind } from "../domain/bot";
import type { BotFailure } from "../domain/bot-failure";
import { deadlineIn, type Deadline } from "../domain/deadline";
import { openSecret, type BotSecret } from "../evolution/bots/secret";
import { hiddenKeys } from "../evolution/server";
import { RecentMap } from "../secrets/recent-map";
import { ownHosts } from "../services/webhooks/own-hosts";
import type { AnswerPermit } from "../tenant/hub/bot-admission";
import type { CredentialPolicy } from "../tenant/hub/bot-policy";
import { eventsIn, passEvents, type Passing } from "./events";
import { askFarEnd, readUpTo } from "./far-end";
import { isObject, parsed, at } from "./json";
import type { Ask, BotCall, FarEnd, Reading, RelayStep } from "./kinds/kind";
import { relayKinds } from "./kinds/kinds";
import { isMixedUp } from "./mix-up";
import { coverSecrets, isTainted, withoutUpstream } from "./strip";

/** What came of a call that was let through. */
export type Asked =
  | { outcome: "failed"; failure: BotFailure; reading: Reading | null }
  | { outcome: "read"; body: string; contentType: string; reading: Reading }
  | { outcome: "streams"; body: ReadableStream<Uint8Array>; contentType: string; end: Passing["outcome"] };

export type Permit = Extract<AnswerPermit, { permitted: true }>;

/** Asks a bot's far end in the bot's name, with what the hub knows of it. */
export async function askAsBot(
  ctx: Ctx,
  kind: BotKind,
  { bot, credential, instance }: Permit,
  step: RelayStep,
  call: BotCall,
): Promise<Asked> {
  if (bot && isMixedUp(kind, bot.connection, call)) return failed("mixed_up");
  const secrets = instance ? [...(await hiddenKeys(ctx, instance.server)), instance.upstreamToken] : [];
  const farEnd = {
    connection: bot?.connection ?? {},
    secret: credential ? await secretOf(ctx, credential) : null,
    baseUrl: credential?.baseUrl ?? null,
  };
  return askWith(ctx, { kind, farEnd, secrets, instance: instance?.name ?? "" }, step, call);
}

/** A far end, and what it must not be told. */
export interface Target {
  kind: BotKind;
  farEnd: FarEnd;
  /** Upstream's keys. */
  secrets: readonly string[];
  /** The tenant's name of the instance. */
  instance: string;
}

/** Asks a far end. Never throws: whatever happens there is an outcome. */
export async function askWith(ctx: Ctx, target: Target, step: RelayStep, call: BotCall): Promise<Asked> {
  const { kind } = target;
  const deadline = deadlineIn(ctx.settings.botTimeoutMs);
  let streams = false;
  try {
    const ask = prepare(ctx, target, step, call);
    if (!ask) return failed("wrong_url");
    const answer = await askFarEnd(ask, deadline);
    if (!answer.answered) {
      const { failure, status, body } = answer;
      return failed((status === null ? undefined : relayKinds[kind].failureOf?.(status, body)) ?? failure);
    }
    const asked = await read(answer.response, step, call, deadline);
    streams = asked.outcome === "streams";
    return asked;
  } catch (error) {
    if (deadline.signal.aborted) return failed("timeout");
    console.error(JSON.stringify({ level: "error", at: "relay", requestId: ctx.requestId, error: String(error) }));
    return failed("provider_down");
  } finally {
    // An answer that streams ends its own wait.
    if (!streams) deadline.clear();
  }
}

/** The request to the far end; null where it leads nowhere that may be called. */
function prepare(ctx: Ctx, { farEnd, secrets, instance }: Target, step: RelayStep, call: BotCall): Ask | null {
  const traces = { secrets, instance, apiUrl: `${ctx.settings.publicUrl}/v1` };
  const stripped: BotCall = {
    ...call,
    body: withoutUpstream(call.body, traces),
    stream: call.stream?.pipeThrough(coverSecrets(secrets)) ?? null,
  };
  const ask = step.ask(stripped, farEnd);
  // Ids in the path come from upstream; an address that holds a key is none of the tenant's.
  if (!ask || isTainted(ask.url, secrets)) return null;
  return judgeAddress(ask.url, ctx.settings.allowedPrivateHosts, ownHosts(ctx)).allowed ? ask : null;
}

async function read(response: Response, step: RelayStep, call: BotCall, deadline: Deadline): Promise<Asked> {
  const contentType = response.headers.get("content-type") ?? "application/json";
  if (call.body.stream === true && contentType.includes("text/event-stream") && response.body) {
    const options = isObject(call.body.stream_options) ? call.body.stream_options : null;
    const withUsage = at(options ?? undefined, "include_usage") === true;
    const { body, outcome } = passEvents(response.body, { limit: largestAnswerBytes, deadline, withUsage });
    return { outcome: "streams", body, contentType, end: outcome };
  }
  const text = await readUpTo(response, largestAnswerBytes, deadline);
  if (text === null) return failed("too_large");
  const json = parsed(text) ?? eventsIn(text);
  const reading = json === null ? null : step.read(json, call);
  if (!reading) return failed("not_json");
  if (reading.failure) return failed(reading.failure, reading);
  return { outcome: "read", body: text, contentType, reading };
}

function failed(failure: BotFailure, reading: Reading | null = null): Asked {
  return { outcome: "failed", failure, reading };
}

/** Opening a seal costs a while, and the same few are needed again and again. A changed secret is another seal. */
async function secretOf(ctx: Ctx, credential: CredentialPolicy): Promise<BotSecret> {
  const known = opened.get(credential.secret);
  if (known) return known;
  const secret = await openSecret(ctx.secrets.seal, credential);
  opened.set(credential.secret, secret);
  return secret;
}

const opened = new RecentMap<string, BotSecret>(500);

/** More than any message that WhatsApp takes, and little enough to hold for many bots at once. */
const largestAnswerBytes = 4 * 1024 * 1024;
