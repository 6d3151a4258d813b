import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, endpoint, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { instanceSettings, upstreamName, type InstanceSettings, type Integration } from "../../domain/instance";
import { createInput, type CreateInput } from "../../domain/instance-input";
import { keyPrefix } from "../../domain/key";
import { done, refuse, refuseInput, type Outcome, type Refusal } from "../../domain/outcome";
import { failureRefusal, unusable } from "../../evolution/answer";
import { forward } from "../../evolution/forward";
import { hookAddress } from "../../evolution/hook-address";
import { upstreamServer } from "../../evolution/server";
import { eventNames } from "../../domain/event";
import { sha256Hex } from "../../secrets/bytes";
import { adoptToken, judgeToken } from "../keys/foreign-token";
import { forbidden } from "../refusals";
import { placeNew } from "../servers/place";
import { endpointRow, judgeWebhook } from "../webhooks/row";

/** A created instance, with what Evolution's create answers about it. */
export interface CreatedInstance {
  id: string;
  name: string;
  key: string;
  integration: Integration;
  /** Upstream's own words, still in upstream's names; null when upstream refused. */
  answer: UpstreamCreateAnswer;
  webhook: { url: string; headers?: Record<string, string>; byEvents?: boolean; base64?: boolean } | null;
}

export interface UpstreamCreateAnswer {
  instance: { instanceId: string; status: string } & Record<string, unknown>;
  hash: string;
  settings: Record<string, unknown>;
}

/** What upstream said no with: passed on in its own shape by `/v1`, as a sentence by the console. */
export type CreateRefusal = Refusal & { upstream?: { status: number; text: string } };

/**
 * Makes an instance: holds its place in the plan and its name, makes it upstream under its upstream
 * name with a token that only we know, writes it down with its own key and webhook, tells the hub.
 * Whatever fails on the way gives the place back and leaves nothing upstream.
 */
export async function createInstance(ctx: Ctx, input: unknown): Promise<Outcome<CreatedInstance, CreateRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = createInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const asked = parsed.data;
  const webhook = asked.webhook ? judgeWebhook(ctx, asked.webhook) : null;
  if (webhook && !webhook.ok) return webhook;

  const token = asked.token ? judgeToken(asked.token) : null;
  if (token && !token.ok) return token;

  const { tenantId } = actor;
  const hub = ctx.hub(tenantId);
  const reservation = await hub.reserveInstance(asked.instanceName);
  if (!reservation.reserved) {
    return reservation.reason === "name_taken"
      ? refuse("name_taken", `This name "${asked.instanceName}" is already in use.`, { field: "instanceName" })
      : refuse("plan_limit", `Your plan holds ${reservation.limit} instances. Delete one or move to a larger plan.`);
  }
  try {
    const made = await make(ctx, tenantId, asked);
    if (made.ok) await hub.refresh("instances");
    return made;
  } finally {
    await hub.releaseInstance(asked.instanceName);
  }
}

async function make(ctx: Ctx, tenantId: string, asked: CreateInput): Promise<Outcome<CreatedInstance, CreateRefusal>> {
  const id = crypto.randomUUID();
  const name = asked.instanceName;
  const upstream = upstreamName(tenantId, name);
  const placed = await placeNew(ctx, tenantId, asked.integration);
  if (!placed.ok) return placed;
  const server = placed.value;
  const token = crypto.randomUUID().toUpperCase();
  const globalKey = await upstreamServer(ctx, server).globalKey();

  const askedWebhook = asked.webhook;
  const sent = await forward(ctx, {
    server,
    upstreamName: upstream,
    path: "/instance/create",
    method: "POST",
    apikey: globalKey,
    contentType: "application/json",
    body: JSON.stringify({
      ...settingsIn(asked),
      ...(asked.number === undefined ? {} : { number: asked.number }),
      instanceName: upstream,
      integration: asked.integration === "SANDBOX" ? "WHATSAPP-BAILEYS" : asked.integration,
      token,
      // Asked for at creation, a QR would hold the request for five seconds; pairing is started apart.
      qrcode: false,
      webhook: {
        enabled: true,
        url: await hookAddress(ctx, server, { tenantId, name, upstreamName: upstream }),
        byEvents: false,
        base64: askedWebhook?.base64 ?? false,
        events: [...eventNames],
      },
    }),
  });
  if (!sent.answered) return { ok: false, refusal: failureRefusal(sent.failure) };
  const broken = unusable(sent.response);
  if (broken) return { ok: false, refusal: broken };
  const text = await sent.response.text();
  if (!sent.response.ok) {
    const told = text.replaceAll(`${tenantId}--`, "");
    const refused = refuse("invalid_input", sentenceOf(told)).refusal;
    return { ok: false, refusal: { ...refused, upstream: { status: sent.response.status, text: told } } };
  }

  const answer = answerIn(text);
  if (!answer) return { ok: false, refusal: failureRefusal("unreachable") };
  const key = await ctx.secrets.instanceKey({ tenantId, instanceId: id, keyGeneration: 1 });
  const now = ctx.now();
  const settings = instanceSettings.safeParse(answer.settings);
  const row: typeof instanceTable.$inferInsert = {
    id,
    tenantId,
    name,
    server,
    upstreamName: upstream,
    upstreamId: answer.instance.instanceId,
    upstreamToken: await ctx.secrets.seal.close(answer.hash, `instance:${id}`),
    integration: asked.integration,
    number: asked.number ?? null,
    settings: settings.success ? (settings.data satisfies InstanceSettings) : null,
    createdAt: now,
    updatedAt: now,
  };
  const webhook = askedWebhook && webhookOf(askedWebhook);
  try {
    await ctx.db.batch([
      ctx.db.insert(instanceTable).values(row),
      ctx.db.insert(apiKey).values({
        id: `key_${id}`,
        tenantId,
        name,
        kind: "instance",
        hash: await sha256Hex(key),
        prefix: keyPrefix(key),
        instanceId: id,
        createdAt: now,
      }),
      ...(webhook
        ? [ctx.db.insert(endpoint).values(await endpointRow(ctx, { tenantId, instanceId: id, webhook }))]
        : []),
    ]);
    const adopted = asked.token ? await adoptToken(ctx, { tenantId, instanceId: id, token: asked.token }) : null;
    if (adopted && !adopted.ok) {
      await undo(ctx, row, globalKey);
      return adopted;
    }
  } catch (error) {
    await undo(ctx, row, globalKey);
    throw error;
  }
  const shown = webhook && askedWebhook ? shownWebhook(askedWebhook) : null;
  // Like Evolution: whoever brings a token is told that token.
  return done({ id, name, key: asked.token || key, integration: asked.integration, answer, webhook: shown });
}

/** Without its row nobody could ever reach or delete what was made upstream. */
async function undo(ctx: Ctx, row: typeof instanceTable.$inferInsert, globalKey: string): Promise<void> {
  const { server, upstreamName: upstream } = row;
  const path = `/instance/delete/${encodeURIComponent(upstream)}`;
  await forward(ctx, { server, upstreamName: upstream, path, method: "DELETE", apikey: globalKey });
  await ctx.db.delete(instanceTable).where(eq(instanceTable.id, row.id));
}

/** Upstream's answer; null when a 2xx is not one. */
function answerIn(text: string): UpstreamCreateAnswer | null {
  try {
    const answer = JSON.parse(text) as UpstreamCreateAnswer;
    return typeof answer.hash === "string" && typeof answer.instance?.instanceId === "string" ? answer : null;
  } catch {
    return null;
  }
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

/** Evolution takes `webhook` in create without `enabled`, which it ignores there: it is on. */
function webhookOf(asked: NonNullable<CreateInput["webhook"]>) {
  return {
    enabled: true,
    url: asked.url,
    events: asked.events.length > 0 ? asked.events : [...eventNames],
    byEvents: asked.byEvents ?? false,
    base64: asked.base64 ?? false,
    headers: asked.headers ?? {},
  };
}

/** Shown as it was asked for: what was left out stays out, as upstream has it. */
function shownWebhook({ url, headers, byEvents, base64 }: NonNullable<CreateInput["webhook"]>) {
  return {
    url,
    ...(headers === undefined ? {} : { headers }),
    ...(byEvents === undefined ? {} : { byEvents }),
    ...(base64 === undefined ? {} : { base64 }),
  };
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
