import { and, eq, isNull, ne } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable, instance as instanceTable } from "../../db/schema";
import type { BotKind, SessionStatus } from "../../domain/bot";
import { callBots, type BotAnswer } from "../../evolution/bots/call";
import { sandboxServer } from "../../evolution/server";
import type { InstancePolicy } from "../../tenant/hub/policy";

interface AskedStatus {
  kind: BotKind;
  remoteJid: string;
  status: SessionStatus;
}

/**
 * Changes the state of a contact's conversation on an instance. Upstream ends conversations by the
 * contact alone: whoever closes one closes that contact's with every instance of the server. Where
 * instances share a server, closing therefore only pauses, which upstream does in the one instance.
 */
export async function setSessionStatus(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  { kind, remoteJid, status }: AskedStatus,
): Promise<BotAnswer> {
  const ends = status === "closed" || status === "delete";
  const allowed = ends && (await isShared(ctx, instance)) ? "paused" : status;
  const body = { remoteJid, status: allowed };
  return callBots(ctx, tenantId, instance, { method: "POST", kind, verb: ["changeStatus"], body });
}

/** Could another instance of the server have conversations? Each simulated phone is a server of its own. */
async function isShared(ctx: Ctx, instance: InstancePolicy): Promise<boolean> {
  if (instance.server === sandboxServer) return false;
  const [other] = await ctx.db
    .select({ id: botTable.id })
    .from(botTable)
    .innerJoin(instanceTable, eq(instanceTable.id, botTable.instanceId))
    .where(
      and(
        eq(instanceTable.server, instance.server),
        ne(instanceTable.id, instance.id),
        isNull(instanceTable.deletedAt),
      ),
    )
    .limit(1);
  return other !== undefined;
}
