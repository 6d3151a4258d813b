import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";

/** The secret with which deliveries of an instance's webhook are signed (`whsec_…`). */
export async function readWebhookSecret(ctx: Ctx, input: { instance: string }): Promise<Outcome<{ secret: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const row = await findInstance(ctx, actor.tenantId, input.instance);
  if (!row) return noInstance(input.instance);
  const [found] = await ctx.db.select().from(endpoint).where(eq(endpoint.instanceId, row.id));
  if (!found) return refuse("not_found", `The "${input.instance}" instance has no webhook.`);
  return done({ secret: await ctx.secrets.seal.open(found.secret, `endpoint:${found.id}`) });
}
