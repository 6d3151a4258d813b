import type { Ctx } from "../../context";
import { AppError } from "../../domain/error";
import type { BotBehaviour, BotKind } from "../../domain/bot";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import {
  listUpstreamCredentials,
  makeUpstreamCredential,
  removeUpstreamCredential,
} from "../../evolution/bots/upstream-credential";
import { kindRows } from "../../evolution/bots/kinds";
import { readUpstreamRow, upstreamBody, type BotDraft, type RelayPlace } from "../../evolution/bots/wire";
import type { InstancePolicy } from "../../tenant/hub/policy";

/** Where a bot is: whose, which, and on what instance. */
export interface BotPlace {
  tenantId: string;
  botId: string;
  instance: InstancePolicy;
}

export interface MadeUpstream {
  upstreamId: string;
  upstreamCredentialId: string | null;
  behaviour: BotBehaviour;
}

type Made<Value> = { ok: true; value: Value } | { ok: false; refusal: BotRefusal };

/** Makes a bot upstream. What a lost answer once left there in the way is cleared first. */
export async function makeUpstreamBot(ctx: Ctx, place: BotPlace, draft: BotDraft): Promise<Made<MadeUpstream>> {
  const made = await tryMaking(ctx, place, draft);
  const inTheWay = !made.ok && made.refusal.code === "conflict" && (await removeStrays(ctx, place, draft));
  return inTheWay ? tryMaking(ctx, place, draft) : made;
}

async function tryMaking(ctx: Ctx, place: BotPlace, draft: BotDraft): Promise<Made<MadeUpstream>> {
  const { tenantId, instance, botId } = place;
  const credential =
    kindRows[draft.kind].secret === "credential"
      ? await makeUpstreamCredential(ctx, tenantId, instance, botId)
      : { ok: true as const, value: null };
  if (!credential.ok) return credential;
  const relay = { address: await relayAddress(ctx, place), credentialId: credential.value };
  const body = upstreamBody(draft, relay);
  const made = await callBots(ctx, tenantId, instance, { method: "POST", kind: draft.kind, verb: ["create"], body });
  const row = made.ok ? readUpstreamRow(made.value) : null;
  if (row) {
    return {
      ok: true,
      value: { upstreamId: row.id, upstreamCredentialId: credential.value, behaviour: row.behaviour },
    };
  }
  if (credential.value) await removeUpstreamCredential(ctx, tenantId, instance, credential.value);
  if (made.ok) throw new AppError("bot_not_made", "The server answered a new bot without its id.");
  return made;
}

/** Tells upstream of a bot that changed. */
export async function changeUpstreamBot(
  ctx: Ctx,
  place: BotPlace,
  row: { upstreamId: string; upstreamCredentialId: string | null },
  draft: BotDraft,
): Promise<Made<BotBehaviour>> {
  const relay: RelayPlace = { address: await relayAddress(ctx, place), credentialId: row.upstreamCredentialId };
  const changed = await callBots(ctx, place.tenantId, place.instance, {
    method: "PUT",
    kind: draft.kind,
    verb: ["update", row.upstreamId],
    body: upstreamBody(draft, relay),
  });
  if (!changed.ok) return changed;
  return { ok: true, value: { ...draft.behaviour, ...readUpstreamRow(changed.value)?.behaviour } };
}

/** Deletes a bot upstream; done too where it is gone already. */
export async function removeUpstreamBot(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  row: { kind: BotKind; upstreamId: string; upstreamCredentialId: string | null },
): Promise<Made<true>> {
  const { kind, upstreamId, upstreamCredentialId } = row;
  const verb = ["delete", upstreamId];
  const removed = await callBots(ctx, tenantId, instance, { method: "DELETE", kind, verb });
  if (!removed.ok) {
    // Upstream's 500 says as little of a bot that is gone as of one that could not be deleted.
    const verb = ["fetch", upstreamId];
    const left = removed.refusal.said && (await callBots(ctx, tenantId, instance, { method: "GET", kind, verb }));
    const isGone = left?.ok === true && readUpstreamRow(left.value) === null;
    if (!isGone && removed.refusal.said?.status !== 404) return removed;
  }
  if (upstreamCredentialId) await removeUpstreamCredential(ctx, tenantId, instance, upstreamCredentialId);
  return { ok: true, value: true };
}

/** What upstream is given in place of a bot's own address. */
export async function relayAddress(ctx: Ctx, { tenantId, botId }: Pick<BotPlace, "tenantId" | "botId">) {
  return `${ctx.settings.publicUrl}/relay/${await ctx.secrets.relayToken({ tenantId, subject: botId })}`;
}

/**
 * Deletes bots of the relay's that upstream has on the instance and Zapin does not: the answer that told
 * of them was lost, and their triggers would stand in the way for ever.
 */
async function removeStrays(ctx: Ctx, { tenantId, instance }: BotPlace, { kind }: BotDraft): Promise<boolean> {
  const listed = await callBots(ctx, tenantId, instance, { method: "GET", kind, verb: ["find"] });
  const rows = listed.ok && Array.isArray(listed.value) ? (listed.value as Record<string, unknown>[]) : [];
  const credentials = kind === "openai" ? await listUpstreamCredentials(ctx, tenantId, instance) : [];
  const names = new Map(credentials.map(({ id, name }) => [id, name]));
  let removed = false;
  for (const row of rows) {
    const botId = names.get(String(row["openaiCredsId"])) ?? (await relayedBot(ctx, row));
    if (!botId?.startsWith("bot_") || !(await isNobodys(ctx, tenantId, botId))) continue;
    await callBots(ctx, tenantId, instance, { method: "DELETE", kind, verb: ["delete", String(row["id"])] });
    removed = true;
  }
  return removed;
}

/** The bot for which a row upstream was made, by the relay address in it. */
async function relayedBot(ctx: Ctx, row: Record<string, unknown>): Promise<string | null> {
  const relayed = `${ctx.settings.publicUrl}/relay/`;
  for (const value of Object.values(row)) {
    if (typeof value !== "string" || !value.startsWith(relayed)) continue;
    const said = await ctx.secrets.readRelayToken(value.slice(relayed.length).split("/")[0] ?? "");
    if (said) return said.subject;
  }
  return null;
}

/** Neither a bot that exists nor one that is being made this very moment. */
async function isNobodys(ctx: Ctx, tenantId: string, botId: string): Promise<boolean> {
  const hub = ctx.hub(tenantId);
  const place = await hub.reserve("bots", botId);
  if (place.reserved) await hub.release("bots", botId);
  return place.reserved || place.reason === "plan_limit";
}
