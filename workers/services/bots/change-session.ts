import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, findBotInstance, noBot } from "./find";
import { setSessionStatus } from "./session-status";

const actions = { pause: "paused", resume: "opened", close: "closed" } as const;

export const sessionInput = z.object({
  contact: z
    .string("is required: the contact's number or JID")
    .regex(/^\d{5,20}$|^[\w.:-]{3,100}@[a-z.]{3,30}$/, "is neither a number nor a JID"),
  action: z.enum(["pause", "resume", "close"], { error: "must be pause, resume or close" }),
});

/** Pauses, resumes or closes a contact's conversation. Tells what it is then: closing may only pause. */
export async function changeSession(
  ctx: Ctx,
  id: string,
  input: unknown,
): Promise<Outcome<{ contact: string; status: "opened" | "paused" | "closed" }>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = sessionInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const found = await findBot(ctx, actor, id);
  if (!found) return noBot;
  const instance = await findBotInstance(ctx, actor, found.instance);
  if (!instance.ok) return instance;
  const { contact, action } = parsed.data;
  const remoteJid = contact.includes("@") ? contact : `${contact}@s.whatsapp.net`;
  const asked = { kind: found.bot.kind, remoteJid, status: actions[action] };
  const changed = await setSessionStatus(ctx, actor.tenantId, instance.value, asked);
  if (!changed.ok) return changed;
  const told = (changed.value as { bot?: { bot?: { status?: unknown } } } | null)?.bot?.bot?.status;
  const status = told === "paused" ? "paused" : actions[action];
  // A paused conversation is one that a person took over: the figures of the bot tell how many were.
  await ctx.journal(actor.tenantId).markConversation(found.bot.id, remoteJid, status === "opened" ? "open" : status);
  return done({ contact: remoteJid, status });
}
