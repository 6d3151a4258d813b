import type { Ctx } from "../context";
import { parseHookIdentity, type HookIdentity } from "../domain/hook";

/** Where a tenant's Chatwoot posts what its agents write. The address proves that we gave it for this instance. */
export async function inboxAddress(
  ctx: Ctx,
  { tenantId, name }: Pick<HookIdentity, "tenantId" | "name">,
): Promise<string> {
  // The tenant's own name for it: what upstream calls it stays between Zapin and upstream.
  const token = await ctx.secrets.hookToken(inboxPurpose, `${tenantId}/${name}`);
  return `${ctx.settings.publicUrl}/hooks/chatwoot/${encodeURIComponent(token)}`;
}

/** Whose instance such an address is for; null for one that we did not give. */
export async function readInboxToken(ctx: Ctx, token: string): Promise<Pick<HookIdentity, "tenantId" | "name"> | null> {
  const identity = await ctx.secrets.readHookToken(inboxPurpose, token);
  return identity === null ? null : parseHookIdentity(identity);
}

/** No server's id has a slash, so upstream's own hook addresses open nothing here, nor these anything there. */
const inboxPurpose = "chatwoot/inbox";
