import type { Ctx } from "../context";
import { hookIdentity, type HookIdentity } from "../domain/hook";

/** Where upstream is told to post an instance's events. */
export async function hookAddress(ctx: Ctx, server: string, identity: HookIdentity): Promise<string> {
  const token = await ctx.secrets.hookToken(server, hookIdentity(identity));
  return `${hookRoot(ctx)}${encodeURIComponent(server)}/${token}`;
}

/** What every hook address of this deployment begins with. */
export function hookRoot(ctx: Pick<Ctx, "settings">): string {
  return `${ctx.settings.publicUrl}/hooks/evolution/`;
}
