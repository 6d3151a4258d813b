import { useState } from "react";
import { useLive } from "#app/live/live";
import type { LoggedEvent } from "#workers/domain/event";
import { feedLines } from "./feed";
import type { FeedEvent, FeedLine } from "./feed";

/** More would not be read, and a busy number must not fill the tab's memory. */
const keptEvents = 200;

/** The latest events of an instance, or of all: those of the loader, and those that came since. */
export function useFeed(loaded: FeedEvent[], instance?: string): FeedLine[] {
  const [arrived, setArrived] = useState<FeedEvent[]>([]);

  useLive((frame) => {
    if (frame.type !== "event") return;
    const event = {
      sequence: frame.sequence,
      type: frame.event,
      instance: frame.instance,
      at: frame.at,
      data: frame.data,
    };
    setArrived((known) => [...known, event].slice(-keptEvents));
  });

  return feedLines([...loaded, ...arrived.filter((event) => instance === undefined || event.instance === instance)]);
}

/** A logged event as the feed takes it: the envelope's `data`, without the rest. */
export function feedEvent(event: LoggedEvent): FeedEvent {
  const body = event.body as { data?: unknown } | null;
  const { sequence, instance, type, at } = event;
  return { sequence, instance, type, at, data: body?.data ?? null };
}
