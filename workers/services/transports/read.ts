import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { transport } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import type { PusherOptions, SavedTransport, TransportKind } from "../../domain/transport";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";

interface Asked {
  instance: string;
  kind: TransportKind;
}

/** What was set for a transport of an instance; null when nothing was. */
export async function readTransport(ctx: Ctx, { instance, kind }: Asked): Promise<Outcome<SavedTransport | null>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const owner = await findInstance(ctx, actor.tenantId, instance);
  if (!owner) return noInstance(instance);
  const [row] = await ctx.db
    .select()
    .from(transport)
    .where(and(eq(transport.instanceId, owner.id), eq(transport.kind, kind)));
  if (!row) return done(null);
  const { id, enabled, events, createdAt, updatedAt } = row;
  const options = row.options ? await ctx.secrets.seal.open(row.options, sealContext(owner.id, kind)) : null;
  const opened = options ? (JSON.parse(options) as PusherOptions) : null;
  return done({ id, enabled, events, options: opened, createdAt, updatedAt });
}

export function sealContext(instanceId: string, kind: TransportKind): string {
  return `transport:${instanceId}:${kind}`;
}
