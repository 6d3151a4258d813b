import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { inboxAddress } from "../../evolution/inbox-address";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";

/** `GET /chatwoot/find`: what was set, with Zapin's address for Chatwoot in place of the server's. */
export async function findChatwoot(ctx: Ctx, asked: { instance: string }): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  // It holds the token of the tenant's Chatwoot, as it does upstream: not for those who may only look.
  if (!may(actor, "operate")) return forbidden;
  const found = await findBotInstance(ctx, actor, asked.instance);
  if (!found.ok) return found;
  const call = { method: "GET" as const, kind: "chatwoot" as const, verb: ["find"] };
  const read = await callBots(ctx, actor.tenantId, found.value, call);
  if (!read.ok) return read;
  const inbox = read.value as Record<string, unknown> | null;
  // Where nothing was set, the address is as empty as everything else.
  if (!inbox?.["webhook_url"]) return done(inbox);
  const { name } = found.value;
  return done({ ...inbox, webhook_url: await inboxAddress(ctx, { tenantId: actor.tenantId, name }) });
}
