import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, endpoint, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { instanceSettings, upstreamName, type InstanceSettings, type Integration } from "../../domain/instance";
import { createInput, type CreateInput } from "../../domain/instance-input";
import { keyPrefix } from "../../domain/key";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { eventNames } from "../../domain/event";
import { sha256Hex } from "../../secrets/bytes";
import { adoptToken, judgeToken } from "../keys/foreign-token";
import { forbidden } from "../refusals";
import { isReached } from "./find";
import { placeNew } from "../servers/place";
import { endpointRow, judgeWebhook } from "../webhooks/row";
import {
  createUpstream,
  removeUpstream,
  type CreateRefusal,
  type UpstreamCreateAnswer,
  type UpstreamPlace,
} from "./create-upstream";

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
  const reservation = await hub.reserve("instances", asked.instanceName);
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
    await hub.release("instances", asked.instanceName);
  }
}

async function make(ctx: Ctx, tenantId: string, asked: CreateInput): Promise<Outcome<CreatedInstance, CreateRefusal>> {
  const id = crypto.randomUUID();
  const name = asked.instanceName;
  const placed = await placeNew(ctx, tenantId, asked.integration);
  if (!placed.ok) return placed;
  if (!isReached(ctx, { server: placed.value })) {
    return refuse("forbidden", 'A sandbox key makes sandbox instances only: ask for the integration "SANDBOX".');
  }
  const place = { server: placed.value, upstreamName: upstreamName(tenantId, name) };
  const made = await createUpstream(ctx, place, tenantId, asked);
  if (!made.ok) return made;
  const answer = made.value;
  const { server, upstreamName: upstream } = place;
  const askedWebhook = asked.webhook;
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
      await undo(ctx, id, place);
      return adopted;
    }
  } catch (error) {
    await undo(ctx, id, place);
    throw error;
  }
  const shown = webhook && askedWebhook ? shownWebhook(askedWebhook) : null;
  // Like Evolution: whoever brings a token is told that token.
  return done({ id, name, key: asked.token || key, integration: asked.integration, answer, webhook: shown });
}

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

/** Without its row nobody could ever reach or delete what was made upstream. */
async function undo(ctx: Ctx, id: string, place: UpstreamPlace): Promise<void> {
  await removeUpstream(ctx, place);
  await ctx.db.delete(instanceTable).where(eq(instanceTable.id, id));
}
