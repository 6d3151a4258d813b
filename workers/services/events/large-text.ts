import type { Ctx } from "../../context";
import type { StoredEvent } from "../../tenant/journal/events";

/** A text around an event's `data` that is too large to be held: that lies in R2, and the rest is here. */
export interface LargeText {
  before: Uint8Array<ArrayBuffer>;
  stored: string;
  after: Uint8Array<ArrayBuffer>;
  bytes: number;
}

/**
 * A text made of an event's envelope, for an event whose `data` is too large to be held; null for any other.
 * `form` may move `data` to wherever it likes, but must neither change nor repeat it.
 */
export function largeText(event: StoredEvent, form: (envelope: string) => string): LargeText | null {
  const { body, stored, storedBytes } = event;
  if (body === null || stored === null || storedBytes === null) return null;
  const mark = `data-${crypto.randomUUID()}`;
  const envelope = { ...(JSON.parse(body) as Record<string, unknown>), data: mark };
  const [before = "", after = ""] = form(JSON.stringify(envelope)).split(JSON.stringify(mark));
  const encoder = new TextEncoder();
  const around = { before: encoder.encode(before), after: encoder.encode(after) };
  return { ...around, stored, bytes: around.before.length + storedBytes + around.after.length };
}

/** The text as it will be sent, with its length told; null where its middle is not kept any more. */
export async function openLargeText(ctx: Ctx, text: LargeText): Promise<ReadableStream<Uint8Array> | null> {
  const object = await ctx.bodies.get(text.stored);
  if (!object) return null;
  const { readable, writable } = new FixedLengthStream(text.bytes);
  // Whoever reads sees a stream that breaks off; whoever stopped reading does not care.
  joinInto(writable, text, object.body).catch(() => {});
  return readable;
}

async function joinInto(
  writable: WritableStream<Uint8Array>,
  { before, after }: LargeText,
  middle: ReadableStream<Uint8Array>,
): Promise<void> {
  const head = writable.getWriter();
  await head.write(before);
  head.releaseLock();
  await middle.pipeTo(writable, { preventClose: true });
  const tail = writable.getWriter();
  await tail.write(after);
  await tail.close();
}
