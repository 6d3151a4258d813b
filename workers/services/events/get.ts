import * as z from "zod";
import type { Ctx } from "../../context";
import type { LoggedEvent } from "../../domain/event";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { listEvents } from "./list";

const input = z.object({ sequence: z.coerce.number().int("must be a whole number").min(1, "must be 1 or more") });

/** One event of the tenant's log by its number. */
export async function getEvent(ctx: Ctx, asked: { sequence: unknown }): Promise<Outcome<LoggedEvent>> {
  const parsed = input.safeParse(asked);
  if (!parsed.success) return refuseInput(parsed.error);
  const { sequence } = parsed.data;
  const listed = await listEvents(ctx, { after: sequence - 1, limit: 1 });
  if (!listed.ok) return listed;
  const [event] = listed.value.events;
  return event?.sequence === sequence
    ? done(event)
    : refuse("not_found", `The log has no event ${sequence}, or does not keep it any more.`);
}
