import { and, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable } from "../../db/schema";
import { may, type TenantActor } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { findBotInstance, findBots, type FoundBot } from "../bots/find";
import { evolutionBotInput } from "../bots/input";
import { makeBot } from "../bots/make";
import { unmakeBot } from "../bots/unmake";
import { relayAddress } from "../bots/upstream";
import { forbidden } from "../refusals";
import { ofKind } from "./find";

interface AskedStart {
  remoteJid: string;
  url: string;
  typebot: string;
  startSession?: boolean;
  variables?: { name: string; value: string }[];
}

/**
 * `POST /typebot/start`. Upstream would call the address at once, and hand it its global key; it calls
 * the relay instead, which must know a bot for it: the one with this flow, or one made now that begins
 * at nothing else.
 */
export async function startEvolutionTypebot(
  ctx: Ctx,
  asked: { instance: string; body: AskedStart },
): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const { remoteJid, url, typebot, startSession, variables } = asked.body;
  const known = await botOfFlow(ctx, actor, instance.value, { url, typebot });
  const made = known ? done(known) : await makeFlow(ctx, actor, asked.instance, { url, typebot });
  if (!made.ok) return made;

  const address = await relayAddress(ctx, { tenantId: actor.tenantId, botId: made.value.bot.id });
  const body = { remoteJid, url: address, typebot, startSession, variables };
  const call = { method: "POST" as const, kind: "typebot" as const, verb: ["start"], body };
  const started = await callBots(ctx, actor.tenantId, instance.value, call);
  if (started.ok) return done(JSON.parse(withoutKeys(JSON.stringify(started.value), address, url)) as unknown);
  if (!known) await unmakeBot(ctx, actor, made.value);
  return started;
}

interface Flow {
  url: string;
  typebot: string;
}

async function botOfFlow(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
  { url, typebot }: Flow,
): Promise<FoundBot | null> {
  const member = (name: string) => sql`json_extract(${botTable.connection}, ${`$.${name}`})`;
  const same = and(sql`${member("url")} = ${url}`, sql`${member("typebot")} = ${typebot}`);
  const [found] = await findBots(ctx, actor, and(ofKind(instance, "typebot"), same));
  return found ?? null;
}

async function makeFlow(ctx: Ctx, actor: TenantActor, instance: string, connection: Flow) {
  const triggers = { type: "none", operator: null, value: null };
  const input = evolutionBotInput.parse({ kind: "typebot", instance, connection: { ...connection }, triggers });
  return makeBot(ctx, actor, input, { asEvolution: true });
}

function withoutKeys(text: string, address: string, url: string): string {
  const written = JSON.stringify(url).slice(1, -1);
  return text.replaceAll(address, () => written).replaceAll(/"apiKey":"[^"]*"/g, '"apiKey":""');
}
