import type { Ctx } from "../../context";
import { transport } from "../../db/schema";
import { may } from "../../domain/actor";
import { eventNames } from "../../domain/event";
import { done, type Outcome } from "../../domain/outcome";
import type { PusherOptions, SavedTransport, TransportKind } from "../../domain/transport";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";
import { sealContext } from "./read";

interface TransportInput {
  instance: string;
  kind: TransportKind;
  enabled: boolean;
  events: string[];
  options: PusherOptions | null;
}

/** Keeps a transport as Evolution does: no events means all of them while it is on, and none while it is off. */
export async function saveTransport(ctx: Ctx, input: TransportInput): Promise<Outcome<SavedTransport>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const owner = await findInstance(ctx, actor.tenantId, input.instance);
  if (!owner) return noInstance(input.instance);
  const now = ctx.now();
  const { kind, enabled } = input;
  const changed = {
    enabled,
    events: !enabled ? [] : input.events.length > 0 ? input.events : [...eventNames],
    options: input.options
      ? await ctx.secrets.seal.close(JSON.stringify(input.options), sealContext(owner.id, kind))
      : null,
    updatedAt: now,
  };
  const fresh = {
    ...changed,
    instanceId: owner.id,
    tenantId: actor.tenantId,
    kind,
    id: crypto.randomUUID(),
    createdAt: now,
  };
  const [row] = await ctx.db
    .insert(transport)
    .values(fresh)
    .onConflictDoUpdate({ target: [transport.instanceId, transport.kind], set: changed })
    .returning();
  return done({ ...(row ?? fresh), options: input.options });
}
