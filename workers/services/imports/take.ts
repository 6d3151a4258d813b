import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, endpoint, instance as instanceTable, serverImportItem } from "../../db/schema";
import { eventNames, type InstanceWebhook } from "../../domain/event";
import { obstacleOf, type ImportNote, type UpstreamRow, type UpstreamWebhook } from "../../domain/import";
import { instanceSettings } from "../../domain/instance";
import { instanceStates } from "../../domain/instance-state";
import { keyPrefix } from "../../domain/key";
import { hookAddress, hookRoot } from "../../evolution/hook-address";
import { sha256Hex } from "../../secrets/bytes";
import { adoptToken } from "../keys/foreign-token";
import { endpointRow, judgeWebhook } from "../webhooks/row";
import { findUpstream, findUpstreamState, findUpstreamWebhook, setUpstreamWebhook } from "./upstream";

interface Taking {
  tenantId: string;
  serverId: string;
  /** The item's id, which becomes the instance's. */
  id: string;
  name: string;
}

export type Taken = { taken: true; notes: ImportNote[] } | { taken: false; note: ImportNote };

/**
 * Takes one instance over: writes it down with its own key, its old token and the webhook that it had,
 * and then has upstream post to Zapin. In this order, so that the first event finds its instance; and a
 * step that was cut off can be taken again, since everything is found under the item's id.
 */
export async function takeInstance(ctx: Ctx, taking: Taking): Promise<Taken> {
  const { tenantId, serverId, id, name } = taking;
  const hub = ctx.hub(tenantId);
  const [begun] = await ctx.db.select({ id: instanceTable.id }).from(instanceTable).where(eq(instanceTable.id, id));
  const row = await findUpstream(ctx, serverId, name);
  if (row.met !== "value") return refusedFor(row.met);
  const notes: ImportNote[] = [];
  if (!begun) {
    const obstacle = obstacleOf(row.value, new Set(), new Set());
    if (obstacle) return { taken: false, note: obstacle };
    const webhook = await findUpstreamWebhook(ctx, serverId, name);
    if (webhook.met !== "value") return refusedFor(webhook.met);
    // Whoever it works for already, in this account or another, keeps it.
    if (webhook.value?.url.startsWith(hookRoot(ctx))) return { taken: false, note: "here" };

    const reservation = await hub.reserve("instances", name);
    if (!reservation.reserved) return { taken: false, note: reservation.reason };
    try {
      if (!(await write(ctx, taking, row.value, webhook.value))) notes.push("webhook_lost");
      await hub.refresh("instances");
    } finally {
      await hub.release("instances", name);
    }
  }
  const adopted = await adoptToken(ctx, { tenantId, instanceId: id, token: row.value.token ?? "" });
  if (!adopted.ok) notes.push("token_lost");
  await hub.refresh("keys");
  const url = await hookAddress(ctx, serverId, { tenantId, name, upstreamName: name });
  const base64 = await wantsBase64(ctx, id);
  const set = await setUpstreamWebhook(ctx, serverId, name, {
    enabled: true,
    url,
    byEvents: false,
    base64,
    headers: {},
    events: eventNames,
  });
  if (set.met !== "value") {
    await ctx.db.delete(instanceTable).where(eq(instanceTable.id, id));
    await hub.refresh("instances");
    return refusedFor(set.met);
  }
  await tellState(ctx, taking, row.value);
  return { taken: true, notes };
}

function refusedFor(met: "gone" | "trouble"): Taken {
  return { taken: false, note: met === "gone" ? "gone" : "upstream" };
}

/** Writes the instance down. False where its webhook could not come along: Zapin may not call that address. */
async function write(
  ctx: Ctx,
  { tenantId, serverId, id, name }: Taking,
  row: UpstreamRow,
  previous: UpstreamWebhook | null,
): Promise<boolean> {
  const now = ctx.now();
  const key = await ctx.secrets.instanceKey({ tenantId, instanceId: id, keyGeneration: 1 });
  const settings = instanceSettings.safeParse(row.Setting);
  const webhook = previous && webhookOf(previous);
  const moves = webhook !== null && judgeWebhook(ctx, webhook).ok;
  const sealedPrevious = previous && (await ctx.secrets.seal.close(JSON.stringify(previous), sealedForItem(id)));
  await ctx.db.batch([
    ctx.db.insert(instanceTable).values({
      id,
      tenantId,
      name,
      server: serverId,
      upstreamName: name,
      upstreamId: row.id ?? null,
      upstreamToken: await ctx.secrets.seal.close(row.token ?? "", `instance:${id}`),
      integration: "WHATSAPP-BAILEYS",
      number: row.number ?? null,
      settings: settings.success ? settings.data : null,
      createdAt: now,
      updatedAt: now,
    }),
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
    ctx.db.update(serverImportItem).set({ previousWebhook: sealedPrevious }).where(eq(serverImportItem.id, id)),
    ...(webhook && moves
      ? [ctx.db.insert(endpoint).values(await endpointRow(ctx, { tenantId, instanceId: id, webhook }))]
      : []),
  ]);
  return moves || !webhook?.enabled;
}

/** The tenant's webhook, from what upstream stored. Events that Zapin does not know cannot come. */
function webhookOf(previous: UpstreamWebhook): InstanceWebhook {
  const stored = previous.events ?? [];
  const events = stored.filter((name) => (eventNames as readonly string[]).includes(name));
  return {
    enabled: previous.enabled && previous.url !== "",
    url: previous.url,
    events: previous.enabled && stored.length === 0 ? [...eventNames] : events,
    byEvents: previous.webhookByEvents ?? false,
    base64: previous.webhookBase64 ?? false,
    headers: previous.headers ?? {},
  };
}

export function sealedForItem(id: string): string {
  return `import-item:${id}`;
}

/** Media travels in the event where the tenant's webhook had it so: upstream puts it in, or nobody does. */
async function wantsBase64(ctx: Ctx, instanceId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ base64: endpoint.base64 })
    .from(endpoint)
    .where(eq(endpoint.instanceId, instanceId));
  return row?.base64 ?? false;
}

/** No event says that a number is connected already. */
async function tellState(ctx: Ctx, { tenantId, serverId, name }: Taking, row: UpstreamRow): Promise<void> {
  const told = (await findUpstreamState(ctx, serverId, name)) ?? row.connectionStatus;
  const state = instanceStates.find((known) => known === told);
  if (!state) return;
  const { ownerJid = null, profileName = null, profilePicUrl = null } = row;
  const seen = { state, ownerJid, profileName, profilePictureUrl: profilePicUrl };
  await ctx.hub(tenantId).glimpse(name, ctx.now(), seen, name);
}
