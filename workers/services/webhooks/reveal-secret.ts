import type { Ctx } from "../../context";
import { eq } from "drizzle-orm";
import { endpoint } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { readWebhook } from "./read";

/** The secret that signs an instance's webhook, for the receiver that checks the signature. */
export async function revealWebhookSecret(ctx: Ctx, input: { instance: string }): Promise<Outcome<{ secret: string }>> {
  if (!may(ctx.actor, "administer")) return forbidden;
  const webhook = await readWebhook(ctx, input);
  if (!webhook.ok) return webhook;
  const id = webhook.value?.id;
  const [row] = id ? await ctx.db.select({ secret: endpoint.secret }).from(endpoint).where(eq(endpoint.id, id)) : [];
  if (!row) return refuse("not_found", "This instance has no webhook yet.");
  return done({ secret: await ctx.secrets.seal.open(row.secret, `endpoint:${id}`) });
}
