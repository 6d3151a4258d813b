import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { botKinds, type BotKind } from "../../domain/bot";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { botSecret, openSecret } from "../../evolution/bots/secret";
import { askWith } from "../../relay/ask";
import type { FarEnd } from "../../relay/kinds/kind";
import { relayKinds } from "../../relay/kinds/kinds";
import { assistantLook } from "../../relay/kinds/openai-assistant";
import { stepOf } from "../../relay/relay";
import { modelsOf } from "../credentials/list-models";
import { forbidden } from "../refusals";

export const connectionCheckInput = z.object({
  kind: z.enum(botKinds),
  connection: z.record(z.string(), z.unknown()),
  /** A credential of the tenant's, or a secret that is not kept yet. */
  credentialId: z.string().nullish(),
  secret: botSecret.nullish(),
  baseUrl: z.string().nullish(),
});

/** How a far end took it. */
export type ConnectionCheck =
  | { works: true; texts: string[]; durationMs: number }
  | { works: false; cause: BotFailure; message: string };

/**
 * Tries what a bot would be set to, before there is a bot: address, id, key and model. A greeting is sent to
 * kinds that have no other way to be asked; OpenAI is asked for its models and for the assistant, which costs nothing.
 */
export async function checkConnection(ctx: Ctx, input: unknown): Promise<Outcome<ConnectionCheck>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const read = connectionCheckInput.safeParse(input);
  if (!read.success) return refuseInput(read.error);
  const { kind, connection, credentialId, secret, baseUrl } = read.data;
  const farEnd: FarEnd = { connection, secret: secret ?? null, baseUrl: baseUrl || null };
  if (credentialId) {
    const credential = await ctx.hub(actor.tenantId).findCredential(credentialId);
    if (!credential || credential.kind !== kind) {
      return refuse("not_found", "There is no such credential for this kind of bot.", { field: "credentialId" });
    }
    farEnd.secret = await openSecret(ctx.secrets.seal, credential);
    farEnd.baseUrl = credential.baseUrl;
  }
  return done(kind === "openai" ? await checkModel(ctx, farEnd) : await greet(ctx, kind, farEnd));
}

async function checkModel(ctx: Ctx, farEnd: FarEnd): Promise<ConnectionCheck> {
  const startedAt = ctx.now();
  const models = await modelsOf(ctx, farEnd);
  if (!models.listed) return fails(models.failure);
  const { model, botType, assistantId } = farEnd.connection;
  const isAssistant = botType === "assistant";
  const failure = isAssistant ? await missingAssistant(ctx, farEnd, String(assistantId ?? "")) : null;
  if (failure) return fails(failure);
  if (!isAssistant && model && !models.ids.includes(String(model))) return fails("model_missing");
  return { works: true, texts: [], durationMs: ctx.now() - startedAt };
}

/** Why an assistant cannot be had; null for one that is there, and for none that was named yet. */
async function missingAssistant(ctx: Ctx, farEnd: FarEnd, id: string): Promise<BotFailure | null> {
  if (id === "") return null;
  const sent = { method: "GET", path: `/assistants/${id}`, query: new URLSearchParams(), contentType: null };
  const found = stepOf({ ...relayKinds.openai, steps: [assistantLook] }, { ...sent, body: { json: {} } });
  if (!found) return "unknown_bot";
  const asked = await askWith(ctx, { kind: "openai", farEnd, secrets: [], instance: "" }, found.step, found.call);
  return asked.outcome === "failed" ? asked.failure : null;
}

async function greet(ctx: Ctx, kind: BotKind, farEnd: FarEnd): Promise<ConnectionCheck> {
  const startedAt = ctx.now();
  const talk = { contact: testContact, session: null, history: [], connection: farEnd.connection };
  const call = relayKinds[kind].say(talk, "Hello");
  const sent = { ...call, query: new URLSearchParams(), contentType: null, body: { json: call.body } };
  const found = stepOf(relayKinds[kind], sent);
  if (!found) return fails("wrong_url");
  const asked = await askWith(ctx, { kind, farEnd, secrets: [], instance: "" }, found.step, found.call);
  if (asked.outcome === "failed") return fails(asked.failure);
  return { works: true, texts: asked.outcome === "read" ? asked.reading.texts : [], durationMs: ctx.now() - startedAt };
}

function fails(cause: BotFailure): ConnectionCheck {
  return { works: false, cause, message: botFailures[cause] };
}

/** A contact that is nobody's: numbers of this range are never given out. */
const testContact = "15550100000@s.whatsapp.net";
