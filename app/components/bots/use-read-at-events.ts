import { useLive } from "#app/live/live";
import { useReading } from "#app/live/use-reading";

/** What is read comes from upstream, so a busy number must not have it read with every message. */
const everyMs = 2_000;

/** Upstream writes a conversation down a moment after it has told of the message. */
const soonMs = 300;

/** Has the page's loaders read again when something happens on an instance: soon, and at most every two seconds. */
export function useReadAtEvents(instance: string): void {
  const readAgain = useReading(everyMs, soonMs);
  useLive((frame) => {
    if (frame.type === "event" && frame.instance === instance) readAgain();
  });
}
