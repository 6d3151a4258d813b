import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import { modelPrice } from "../../db/schema";
import { priceOf, written } from "../../domain/model-price";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { botSecret, openSecret } from "../../evolution/bots/secret";
import { askWith } from "../../relay/ask";
import { listAt, parsed, textAt } from "../../relay/json";
import type { FarEnd } from "../../relay/kinds/kind";
import { relayKinds } from "../../relay/kinds/kinds";
import { stepOf } from "../../relay/relay";
import { forbidden } from "../refusals";

/** Whose models: a credential's, or those of a key that is not kept yet. */
const modelsInput = z.object({
  credentialId: z.string().nullish(),
  secret: botSecret.nullish(),
  baseUrl: z.string().nullish(),
});

/** A model that a key may use. */
export interface ListedModel {
  id: string;
  /** US dollars for a million tokens; null where nobody has said a price. */
  price: { input: number; cachedInput: number; output: number } | null;
}

/** The models of a provider, from its own list, with what they cost. Those with a price come first. */
export async function listModels(ctx: Ctx, input: unknown): Promise<Outcome<ListedModel[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const read = modelsInput.safeParse(input);
  if (!read.success) return refuseInput(read.error);
  const { credentialId, secret, baseUrl } = read.data;
  const farEnd: FarEnd = { connection: {}, secret: secret ?? null, baseUrl: baseUrl || null };
  if (credentialId) {
    const credential = await ctx.hub(actor.tenantId).findCredential(credentialId);
    if (!credential || credential.kind !== "openai") {
      return refuse("not_found", "There is no such credential of OpenAI.", { field: "credentialId" });
    }
    farEnd.secret = await openSecret(ctx.secrets.seal, credential);
    farEnd.baseUrl = credential.baseUrl;
  }
  const models = await modelsOf(ctx, farEnd);
  if (!models.listed) return refuse("upstream_failed", botFailures[models.failure]);
  const overrides = await ctx.db.select().from(modelPrice);
  const listed = models.ids.map((id): ListedModel => {
    const found = priceOf(id, ctx.now(), overrides);
    const price = found && written(found);
    return {
      id,
      price: price && { input: price.input, cachedInput: price.cachedInput ?? price.input, output: price.output },
    };
  });
  return done(listed.sort((a, b) => Number(b.price !== null) - Number(a.price !== null) || a.id.localeCompare(b.id)));
}

/** The ids of a provider's models, or why it does not say. */
export async function modelsOf(
  ctx: Ctx,
  farEnd: FarEnd,
): Promise<{ listed: true; ids: string[] } | { listed: false; failure: BotFailure }> {
  const sent = { method: "GET", path: "/models", query: new URLSearchParams(), contentType: null, body: { json: {} } };
  const found = stepOf(relayKinds.openai, sent);
  if (!found) return { listed: false, failure: "wrong_url" };
  const target = { kind: "openai" as const, farEnd, secrets: [], instance: "" };
  const asked = await askWith(ctx, target, found.step, found.call);
  if (asked.outcome === "failed") return { listed: false, failure: asked.failure };
  const list = asked.outcome === "read" ? listAt(parsed(asked.body), "data") : [];
  return { listed: true, ids: list.flatMap((model) => textAt(model, "id") ?? []) };
}
