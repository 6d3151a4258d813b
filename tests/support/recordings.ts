/** One call to a real Evolution 2.3.6 server and what it answered. */
export interface Recording {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const recordings = import.meta.glob<Recording>("../fixtures/evolution/recordings/*.json", { import: "default" });
const events = import.meta.glob<{ samples: Record<string, EventSample[]> }>("../fixtures/evolution/events/*.json", {
  import: "default",
});

export interface EventSample {
  from: string;
  body: Record<string, unknown>;
}

/** Every recording there is, in order. */
export const recordingNames: readonly string[] = Object.keys(recordings)
  .map((path) => path.slice(path.lastIndexOf("/") + 1, -".json".length))
  .sort();

export async function recording(name: string): Promise<Recording> {
  const load = recordings[`../fixtures/evolution/recordings/${name}.json`];
  if (!load) throw new Error(`There is no recording "${name}".`);
  return load();
}

/** The deliveries of one event that the Baileys channel was seen to make. */
export async function recordedEvents(type: string): Promise<EventSample[]> {
  const load = events[`../fixtures/evolution/events/${type}.json`];
  if (!load) throw new Error(`There are no samples of "${type}".`);
  return (await load()).samples.baileys ?? [];
}

/**
 * The bones of a value: its keys and the types of its leaves. Bytes (`{"0":…,"1":…}`) count as one
 * leaf whatever their length, lists by their first entry.
 */
export function shapeOf(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if ("0" in value && "1" in value) return "bytes";
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, item]) => [name, shapeOf(item)]),
  );
}
