import type { Ctx } from "../context";
import { hookIdentity, parseHookIdentity, type HookIdentity } from "../domain/hook";

/** Where a tenant's Chatwoot posts what its agents write. The address proves that we gave it for this instance. */
export async function inboxAddress(ctx: Ctx, identity: HookIdentity): Promise<string> {
  const token = await ctx.secrets.hookToken(inboxPurpose, hookIdentity(identity));
  return `${ctx.settings.publicUrl}/hooks/chatwoot/${encodeURIComponent(token)}`;
}

/** Whose instance such an address is for; null for one that we did not give. */
export async function readInboxToken(ctx: Ctx, token: string): Promise<HookIdentity | null> {
  const identity = await ctx.secrets.readHookToken(inboxPurpose, token);
  return identity === null ? null : parseHookIdentity(identity);
}

/** No server's id has a slash, so upstream's own hook addresses open nothing here, nor these anything there. */
const inboxPurpose = "chatwoot/inbox";
