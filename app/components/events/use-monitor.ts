import { useState } from "react";
import { useLive } from "#app/live/live";
import type { LoggedEvent } from "#workers/domain/event";

export type MonitoredEvent = Omit<LoggedEvent, "body">;

/** More would not be read, and a busy account must not fill the tab's memory. */
const keptEvents = 200;

/** The events of the loader and those that came since, newest first; while paused they wait. */
export function useMonitor(
  loaded: MonitoredEvent[],
  loadedPosition: number,
  filter: { instance: string; type: string; follows: boolean },
) {
  const [arrived, setArrived] = useState<MonitoredEvent[]>([]);
  const [position, setPosition] = useState(0);
  const [pausedAt, setPausedAt] = useState<number | null>(null);

  useLive((frame) => {
    if (frame.type !== "event") return;
    const { sequence, id, event: type, instance, at, recovered = false } = frame;
    setPosition((last) => Math.max(last, sequence));
    setArrived((known) => [{ sequence, id, type, instance, at, recovered }, ...known].slice(0, keptEvents));
  });

  const all = filter.follows ? [...arrived.filter((event) => fits(event, filter)), ...loaded] : loaded;
  const once = [...new Map(all.map((event) => [event.sequence, event])).values()];
  const sorted = filter.follows ? once.sort((a, b) => b.sequence - a.sequence).slice(0, keptEvents) : once;
  const shown = pausedAt === null ? sorted : sorted.filter(({ sequence }) => sequence <= pausedAt);
  return {
    events: shown,
    position: Math.max(loadedPosition, position),
    waiting: sorted.length - shown.length,
    paused: pausedAt !== null,
    setPaused: (paused: boolean) => setPausedAt(paused ? (sorted[0]?.sequence ?? loadedPosition) : null),
  };
}

function fits(event: MonitoredEvent, { instance, type }: { instance: string; type: string }): boolean {
  return (instance === "" || event.instance === instance) && (type === "" || event.type === type);
}
