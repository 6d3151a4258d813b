import type { Ctx } from "../context";
import { checkInstance } from "../services/health/check";
import type { CheckJob } from "./messages";

/** Looks at one instance, in the name of its tenant. */
export async function consumeCheck(ctx: Ctx, { tenantId, instance }: CheckJob): Promise<void> {
  await checkInstance(ctx.as({ kind: "system", tenantId }), tenantId, instance);
}
