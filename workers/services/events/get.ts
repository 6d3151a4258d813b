import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { LoggedEvent } from "../../domain/event";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import type { StoredEvent } from "../../tenant/journal/events";
import { forbidden } from "../refusals";
import { largeText, openLargeText } from "./large-text";
import { toLogged } from "./list";

const input = z.object({ sequence: z.coerce.number().int("must be a whole number").min(1, "must be 1 or more") });

/** One event of the tenant's log by its number. */
export async function getEvent(ctx: Ctx, asked: { sequence: unknown }): Promise<Outcome<LoggedEvent>> {
  const found = await findEvent(ctx, asked);
  return found.ok ? done(await toLogged(ctx, found.value)) : found;
}

/** The same whole, however large it is: a value, or its JSON as a stream. */
export async function getWholeEvent(
  ctx: Ctx,
  asked: { sequence: unknown },
): Promise<Outcome<LoggedEvent | ReadableStream<Uint8Array>>> {
  const found = await findEvent(ctx, asked);
  if (!found.ok) return found;
  const event = found.value;
  const told = await toLogged(ctx, event);
  const large = largeText(event, (envelope) => JSON.stringify({ ...told, body: JSON.parse(envelope) as unknown }));
  if (!large) return done(told);
  const stream = await openLargeText(ctx, large);
  return stream ? done(stream) : gone(event.sequence);
}

async function findEvent(ctx: Ctx, asked: { sequence: unknown }): Promise<Outcome<StoredEvent>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = input.safeParse(asked);
  if (!parsed.success) return refuseInput(parsed.error);
  const { sequence } = parsed.data;
  const { events } = await ctx.journal(actor.tenantId).listEvents({ after: sequence - 1, limit: 1 });
  return events[0]?.sequence === sequence ? done(events[0]) : gone(sequence);
}

function gone(sequence: number) {
  return refuse("not_found", `The log has no event ${sequence}, or does not keep it any more.`);
}
