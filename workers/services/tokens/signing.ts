import type { Ctx } from "../../context";

/** For whom tokens are made: one that was signed with the same key for another purpose opens nothing. */
export const tokenAudience = "zapin-api";

/** Derived from the deployment's secret, so that tokens need none of their own and it can be changed with it. */
export async function tokenKey(ctx: Pick<Ctx, "secrets">): Promise<Uint8Array> {
  return new TextEncoder().encode(await ctx.secrets.derive("access-token", 43));
}
