import type { Ctx } from "../../context";
import { eventNames } from "../../domain/event";
import type { CreateInput } from "../../domain/instance-input";
import { done, refuse, type Outcome, type Refusal } from "../../domain/outcome";
import { failureRefusal, unusable } from "../../evolution/answer";
import { forward } from "../../evolution/forward";
import { hookAddress } from "../../evolution/hook-address";
import { upstreamServer } from "../../evolution/server";

/** Where an instance is made: the server, and its name there. */
export interface UpstreamPlace {
  server: string;
  upstreamName: string;
}

export interface UpstreamCreateAnswer {
  instance: { instanceId: string; status: string } & Record<string, unknown>;
  hash: string;
  settings: Record<string, unknown>;
}

/** What upstream said no with: passed on in its own shape by `/v1`, as a sentence by the console. */
export type CreateRefusal = Refusal & { upstream?: { status: number; text: string } };

/**
 * Makes an instance on its server, with the global key, under its upstream name, with a token that only
 * we know and our own hook. The tenant's webhook stays with us.
 */
export async function createUpstream(
  ctx: Ctx,
  place: UpstreamPlace,
  tenantId: string,
  asked: CreateInput,
): Promise<Outcome<UpstreamCreateAnswer, CreateRefusal>> {
  const { server, upstreamName } = place;
  const sent = await forward(ctx, {
    ...place,
    path: "/instance/create",
    method: "POST",
    apikey: await upstreamServer(ctx, server).globalKey(),
    contentType: "application/json",
    body: JSON.stringify({
      ...settingsIn(asked),
      ...(asked.number === undefined ? {} : { number: asked.number }),
      instanceName: upstreamName,
      integration: asked.integration === "SANDBOX" ? "WHATSAPP-BAILEYS" : asked.integration,
      token: crypto.randomUUID().toUpperCase(),
      // Asked for at creation, a QR would hold the request for five seconds; pairing is started apart.
      qrcode: false,
      webhook: {
        enabled: true,
        url: await hookAddress(ctx, server, { tenantId, name: asked.instanceName, upstreamName }),
        byEvents: false,
        base64: asked.webhook?.base64 ?? false,
        events: [...eventNames],
      },
    }),
  });
  if (!sent.answered) {
    // It may have been made all the same, and would stand in the way of the next try.
    if (sent.failure === "timeout") ctx.waitUntil(removeUpstream(ctx, place));
    return { ok: false, refusal: failureRefusal(sent.failure) };
  }
  const broken = unusable(sent.response);
  if (broken) return { ok: false, refusal: broken };
  const text = await sent.response.text();
  if (!sent.response.ok) {
    const told = text.replaceAll(`${tenantId}--`, "");
    const refused = refuse("invalid_input", sentenceOf(told)).refusal;
    return { ok: false, refusal: { ...refused, upstream: { status: sent.response.status, text: told } } };
  }
  const answer = answerIn(text);
  return answer ? done(answer) : { ok: false, refusal: failureRefusal("unreachable") };
}

/** Deletes an instance on its server, whatever comes of it. */
export async function removeUpstream(ctx: Ctx, place: UpstreamPlace): Promise<void> {
  const path = `/instance/delete/${encodeURIComponent(place.upstreamName)}`;
  const apikey = await upstreamServer(ctx, place.server).globalKey();
  await forward(ctx, { ...place, path, method: "DELETE", apikey });
}

/**
 * Only settings go along. Proxies, queues and Chatwoot would reach into the operator's own network,
 * and are left out as if they had not been sent: clients send them empty out of habit.
 */
function settingsIn(asked: CreateInput): Record<string, unknown> {
  return Object.fromEntries(
    passedSettings.filter((name) => asked[name] !== undefined).map((name) => [name, asked[name]]),
  );
}

const passedSettings = [
  "rejectCall",
  "msgCall",
  "groupsIgnore",
  "alwaysOnline",
  "readMessages",
  "readStatus",
  "syncFullHistory",
  "wavoipToken",
] as const;

/** Upstream's answer; null when a 2xx is not one. */
function answerIn(text: string): UpstreamCreateAnswer | null {
  try {
    const answer = JSON.parse(text) as UpstreamCreateAnswer;
    return typeof answer.hash === "string" && typeof answer.instance?.instanceId === "string" ? answer : null;
  } catch {
    return null;
  }
}

/** The sentence in one of upstream's error shapes. */
function sentenceOf(text: string): string {
  try {
    const body = JSON.parse(text) as { response?: { message?: unknown }; message?: unknown };
    const message = [body.response?.message ?? body.message].flat(3)[0];
    if (typeof message === "string") return message;
  } catch {
    // Not JSON: nothing that a person should read.
  }
  return "The WhatsApp server did not take these values.";
}
