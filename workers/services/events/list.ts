import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { eventTypeOf, type LoggedEvent } from "../../domain/event";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import type { StoredEvent } from "../../tenant/journal/events";
import { forbidden } from "../refusals";

const whole = (error: string) => z.coerce.number({ error }).int(error);

/** One name, several with commas between them, or a list of them. */
const several = z
  .union([z.string(), z.array(z.string())], { error: "must be a name, or several with commas between them" })
  .transform((given) =>
    [given]
      .flat()
      .flatMap((text) => text.split(","))
      .map((text) => text.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().max(100, "must be at most 100 characters")).max(50, "must be at most 50 names"));

export const eventsInput = z.object({
  after: whole("must be a whole number, 0 or more").min(0, "must be 0 or more").default(0),
  limit: whole("must be a whole number from 1 to 500")
    .min(1, "must be at least 1")
    .max(500, "must be at most 500")
    .default(100),
  instance: several.optional(),
  type: several.optional(),
  newest: z.boolean().optional(),
});

/** Events of the tenant's log after a number, oldest first; with `newest`, the latest first. */
export async function listEvents(ctx: Ctx, input: unknown): Promise<Outcome<{ events: LoggedEvent[]; next: number }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = eventsInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { instance, type, ...range } = parsed.data;
  const { events, more, last } = await ctx.journal(actor.tenantId).listEvents({
    ...range,
    instances: instance?.length ? instance : undefined,
    // Either spelling: as payloads have it or as configurations do.
    types: type?.length ? type.map(eventTypeOf) : undefined,
  });
  const logged = await Promise.all(events.map((event) => toLogged(ctx, event)));
  const highest = logged.reduce((most, event) => Math.max(most, event.sequence), parsed.data.after);
  // With nothing more to read, `next` is the end of the log, also where the filter found nothing.
  return done({ events: logged, next: more ? highest : Math.max(last, highest) });
}

/** An event of the journal with its body, wherever that lies, save `data` that is too large to be held. */
export async function toLogged(ctx: Ctx, event: StoredEvent): Promise<LoggedEvent> {
  const { body, stored, storedBytes, ...told } = event;
  const text = body ?? (stored ? await (await ctx.bodies.get(stored))?.text() : undefined);
  const isLarge = body !== null && storedBytes !== null;
  return {
    ...told,
    body: text ? (JSON.parse(text) as unknown) : null,
    ...(isLarge ? { dataBytes: storedBytes } : {}),
  };
}
