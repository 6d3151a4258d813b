import type { Ctx } from "../../context";
import { eventRefusals, type EventRefusal } from "../../domain/event-refusal";
import type { HookIdentity } from "../../domain/hook";

/** An event that the hook door could not keep. */
export interface RefusedEvent {
  reason: EventRefusal;
  /** Its type, where that could be read. */
  event: string | null;
  bytes: number | null;
  /** The same for the same event sent again. */
  fingerprint: string;
}

/** Writes into the log that an event was refused: nothing of it may go missing in silence. */
export async function noteRefusedEvent(
  ctx: Ctx,
  { tenantId, name, upstreamName }: HookIdentity,
  { reason, event, bytes, fingerprint }: RefusedEvent,
): Promise<"noted" | "unknown"> {
  const instance = (await ctx.hub(tenantId).findInstances([name]))[name];
  // An address outlives its instance, and even its tenant.
  if (instance?.upstreamName !== upstreamName) return "unknown";
  const data = { reason, detail: eventRefusals[reason].text, event, bytes };
  const id = `refused:${instance.id}:${fingerprint}`;
  const about = { instanceId: instance.id, instance: instance.name, at: ctx.now() };
  await ctx.journal(tenantId).emit([{ id, type: "zapin.event.refused", ...about, data }]);
  return "noted";
}
