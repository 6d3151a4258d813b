import { parseUpstreamName, upstreamName } from "./instance";

/**
 * Whose events a hook address takes. The address carries it under a MAC, so the door knows tenant,
 * instance and the name that the body must hold, without asking anyone.
 */
export interface HookIdentity {
  tenantId: string;
  /** The tenant's name of the instance. */
  name: string;
  /** The name under which upstream knows it. */
  upstreamName: string;
}

/**
 * `<tenant>--<name>` where upstream has exactly that name; `<tenant>/<name>` for an instance that kept
 * the name it had on the server from which it was moved.
 */
export function hookIdentity({ tenantId, name, upstreamName: upstream }: HookIdentity): string {
  return upstream === upstreamName(tenantId, name) ? upstream : `${tenantId}/${upstream}`;
}

export function parseHookIdentity(text: string): HookIdentity | null {
  const moved = /^([a-z0-9]+)\/(.+)$/s.exec(text);
  if (moved) return { tenantId: moved[1]!, name: moved[2]!, upstreamName: moved[2]! };
  const own = parseUpstreamName(text);
  return own && { ...own, upstreamName: text };
}
