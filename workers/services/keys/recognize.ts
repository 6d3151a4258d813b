import type { Ctx } from "../../context";
import { findForeignToken } from "./foreign-token";

/**
 * Tenant and hash of whatever was sent as a key: one of ours, judged by its own check without asking
 * anyone, or a token that was brought in from an Evolution server. Null for everything else.
 */
export async function recognizeKey(ctx: Ctx, text: string): Promise<{ tenantId: string; hash: string } | null> {
  return (await ctx.secrets.recognizeKey(text)) ?? findForeignToken(ctx, text);
}
