import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { storedEventName } from "../../domain/endpoint";
import { eventNameOf, eventTypeOf } from "../../domain/event";
import { done, type Outcome } from "../../domain/outcome";
import { ownEvents, ownEventTypes } from "../../domain/own-event";
import { upstreamEventTypes } from "../../evolution/reference/event-types";
import { forbidden } from "../refusals";

/** One type of event as the catalogue tells it. */
export interface EventType {
  type: string;
  /** How Evolution's configuration spells it. */
  name: string;
  /** Who tells it: the WhatsApp server, or Zapin itself. */
  source: "evolution" | "zapin";
  description: string;
  /** A JSON schema of the event's `data`. */
  schema: Record<string, unknown>;
  /** A `data`, as it comes. */
  sample: unknown;
}

/** Every type of event that can stand in a log, for programs that let people choose. */
export async function listEventTypes(ctx: Ctx): Promise<Outcome<{ types: EventType[] }>> {
  return may(ctx.actor, "read") ? done({ types: eventTypes() }) : forbidden;
}

/** The catalogue: upstream's types in Evolution's order, then Zapin's own. */
export function eventTypes(): EventType[] {
  const upstream = upstreamEventTypes.map(({ schema, ...told }): EventType => ({
    ...told,
    source: "evolution",
    schema: { ...schema },
  }));
  const own = ownEventTypes.map((type): EventType => {
    const { description, schema, sample } = ownEvents[type];
    const { $schema: _, ...plain } = z.toJSONSchema(schema);
    return { type, name: eventNameOf(type), source: "zapin", description, schema: plain, sample };
  });
  return [...upstream, ...own];
}

/** A sample of a type, in either spelling; null for what is none. */
export function sampleOf(text: string): { type: string; instance: string | null; data: unknown } | null {
  const name = storedEventName(text);
  if (name === null) return null;
  const upstream = upstreamEventTypes.find((known) => known.name === name);
  if (upstream) return { type: upstream.type, instance: "shop", data: upstream.sample };
  const type = ownEventTypes.find((known) => eventNameOf(known) === name);
  return type ? { type: eventTypeOf(type), instance: null, data: ownEvents[type].sample } : null;
}
