import type { Ctx } from "../../context";
import { endpoint as endpointTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { defaultConcurrency, endpointInput, everyEvent, type IssuedEndpoint } from "../../domain/endpoint";
import { AppError } from "../../domain/error";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { newSigningSecret } from "../deliveries/sign";
import { forbidden } from "../refusals";
import { columnsOf } from "./columns";
import { toPublicEndpoints } from "./list";

/** Makes an endpoint. The answer holds the secret that signs its deliveries. */
export async function createEndpoint(ctx: Ctx, input: unknown): Promise<Outcome<IssuedEndpoint>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = endpointInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { tenantId } = actor;
  const id = `ep_${crypto.randomUUID().replaceAll("-", "")}`;
  const chosen = await columnsOf(ctx, tenantId, id, parsed.data);
  if (!chosen.ok) return chosen;

  const hub = ctx.hub(tenantId);
  const place = await hub.reserve("endpoints", id);
  if (!place.reserved) {
    const limit = place.reason === "plan_limit" ? place.limit : 0;
    return refuse("plan_limit", `Your plan holds ${limit} endpoints. Delete one or move to a larger plan.`);
  }
  try {
    const secret = newSigningSecret();
    const now = ctx.now();
    const [row] = await ctx.db
      .insert(endpointTable)
      .values({
        events: [everyEvent],
        concurrency: defaultConcurrency,
        enabled: true,
        url: parsed.data.url,
        ...chosen.value,
        id,
        tenantId,
        secret: await ctx.secrets.seal.close(secret, `endpoint:${id}`),
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    await hub.refresh("endpoints");
    const [shown] = row ? await toPublicEndpoints(ctx, tenantId, [row]) : [];
    if (!shown) throw new AppError("endpoint_not_stored", "The endpoint could not be stored. Try again.");
    return done({ ...shown, secret });
  } finally {
    await hub.release("endpoints", id);
  }
}
