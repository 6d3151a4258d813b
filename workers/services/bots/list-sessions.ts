import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { BotSession } from "../../domain/bot";
import { done, type Outcome } from "../../domain/outcome";
import { callBots } from "../../evolution/bots/call";
import { sessionsOf, toBotSession } from "../../evolution/bots/session";
import { forbidden } from "../refusals";
import { findBot, findBotInstance, noBot } from "./find";

/** The conversations that a bot is in, the one with the latest message first. */
export async function listSessions(ctx: Ctx, input: { id: string }): Promise<Outcome<BotSession[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  if (!found) return noBot;
  const instance = await findBotInstance(ctx, actor, found.instance);
  if (!instance.ok) return instance;
  const { kind, upstreamId } = found.bot;
  const verb = ["fetchSessions", upstreamId];
  const listed = await callBots(ctx, actor.tenantId, instance.value, { method: "GET", kind, verb });
  if (!listed.ok) return listed;
  const rows = sessionsOf(listed.value, new Set([upstreamId]), `${ctx.settings.publicUrl}/v1`);
  const known = await ctx.journal(actor.tenantId).listConversations(found.bot.id, mostConversations);
  const texts = new Map(known.map(({ contact, lastText }) => [contact, lastText]));
  return done(
    rows
      .map(toBotSession)
      .map((session) => ({ ...session, lastText: texts.get(session.contact) ?? null }))
      .sort((one, other) => other.lastMessageAt - one.lastMessageAt),
  );
}

/** Words are shown for those who wrote latest; nobody reads further down than this. */
const mostConversations = 1_000;
