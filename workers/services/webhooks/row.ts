import type { Ctx } from "../../context";
import type { endpoint } from "../../db/schema";
import { judgeAddress } from "../../domain/address";
import { eventNames, type InstanceWebhook } from "../../domain/event";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { newSigningSecret } from "../deliveries/sign";
import { ownHosts } from "./own-hosts";

interface JudgedWebhook {
  url: string;
  enabled?: unknown;
  events?: readonly string[];
  headers?: Record<string, string>;
}

/** Refuses addresses that point inside, headers that cannot be sent, and events that do not exist. */
export function judgeWebhook(ctx: Ctx, webhook: JudgedWebhook): Outcome<true> {
  const unknown = webhook.events?.find((name) => !(eventNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    const text = `webhook.events holds "${unknown.slice(0, 60)}", which is not an event. Known are: ${eventNames.join(", ")}`;
    return refuse("invalid_input", text, { field: "events" });
  }
  for (const [name, value] of Object.entries(webhook.headers ?? {})) {
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    return refuse("invalid_input", `The header "${name.slice(0, 60)}" cannot be sent.`, { field: "headers" });
  }
  // Clients switch a webhook off with an address that is none; there is nothing to judge then.
  if (webhook.enabled === false) return done(true);
  const verdict = judgeAddress(webhook.url, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  return verdict.allowed
    ? done(true)
    : refuse("invalid_input", `The webhook's url ${verdict.reason}.`, { field: "url" });
}

interface Placed {
  tenantId: string;
  instanceId: string;
  webhook: InstanceWebhook;
}

/** The row of an instance's webhook, its secrets sealed. */
export async function endpointRow(ctx: Ctx, { tenantId, instanceId, webhook }: Placed) {
  const id = `ep_${instanceId}`;
  const now = ctx.now();
  return {
    id,
    tenantId,
    instanceId,
    url: webhook.url,
    enabled: webhook.enabled,
    events: webhook.events,
    byEvents: webhook.byEvents,
    base64: webhook.base64,
    headers: await ctx.secrets.seal.close(JSON.stringify(webhook.headers), `endpoint:${id}`),
    secret: await ctx.secrets.seal.close(newSigningSecret(), `endpoint:${id}`),
    createdAt: now,
    updatedAt: now,
  } satisfies typeof endpoint.$inferInsert;
}
