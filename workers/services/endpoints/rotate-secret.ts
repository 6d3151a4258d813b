import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint as endpointTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { secretOverlaps, secretRotation, type IssuedEndpoint } from "../../domain/endpoint";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { newSigningSecret } from "../deliveries/sign";
import { forbidden } from "../refusals";
import { findEndpointRow, noEndpoint, toPublicEndpoints } from "./list";

/**
 * Gives an endpoint a new signing secret. Until the overlap is over deliveries carry a signature by each,
 * so that receivers can be changed one by one.
 */
export async function rotateEndpointSecret(ctx: Ctx, id: string, input: unknown): Promise<Outcome<IssuedEndpoint>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = secretRotation.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { tenantId } = actor;
  const before = await findEndpointRow(ctx, tenantId, id);
  if (!before) return noEndpoint;

  const overlapMs = secretOverlaps[parsed.data.overlap];
  const secret = newSigningSecret();
  const now = ctx.now();
  const [row] = await ctx.db
    .update(endpointTable)
    .set({
      secret: await ctx.secrets.seal.close(secret, `endpoint:${id}`),
      previousSecret: overlapMs > 0 ? before.secret : null,
      previousSecretUntil: overlapMs > 0 ? now + overlapMs : null,
      updatedAt: now,
    })
    // Of two rotations at once one must not lose the other's secret.
    .where(and(eq(endpointTable.id, id), eq(endpointTable.tenantId, tenantId), eq(endpointTable.secret, before.secret)))
    .returning();
  if (!row) return refuse("conflict", "The secret was rotated by somebody else at the same time. Look again.");
  await ctx.hub(tenantId).refresh("endpoints");
  const [shown] = await toPublicEndpoints(ctx, tenantId, [row]);
  return shown ? done({ ...shown, secret }) : noEndpoint;
}
