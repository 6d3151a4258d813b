import { createHash } from "node:crypto";
import type { Ctx } from "../context";
import { largestEventBytes, type EventRefusal } from "../domain/event-refusal";
import type { InstancePolicy } from "../tenant/hub/policy";
import type { NewEvent } from "../tenant/journal/events";
import { piecesOf } from "./body-text";
import { EventSplitter } from "./event-splitter";
import { isReceived, isSecret, seenIn, tenantEnvelope, type UpstreamEvent } from "./events";
import { swapFor } from "./forward";
import { messageMarkIn } from "./message-mark";
import { StoredText } from "./stored-text";
import { otherTokenSwap, PieceSwap, swapText, type Swap } from "./swap";

/**
 * An event that is too large to be held: its `data` flows into R2, through the swap, in parts of a few
 * megabytes; the envelope around it goes into the log. What stands before `data` says whose event it is,
 * so that much is read first.
 */
export class LargeEvent {
  readonly #splitter = new EventSplitter();
  readonly #hash = createHash("sha256");
  readonly #begun: Uint8Array[];
  #bytes = 0;

  /** @param beginning of the body */
  constructor(beginning: Uint8Array) {
    this.#begun = this.#read(beginning);
  }

  /** Type and instance, where they stand at the beginning as they should. */
  get head(): UpstreamEvent | null {
    return this.#splitter.head;
  }

  get refusal(): EventRefusal | null {
    if (this.#bytes > largestEventBytes) return "too_large";
    return this.#splitter.failure ?? (this.head ? null : "no_event");
  }

  /** Writes `data` down as the rest comes. Answers the row of the log; "secret" is what must not be kept. */
  async store(
    ctx: Ctx,
    owner: { tenantId: string; instance: InstancePolicy; receivedAt: number },
    rest: AsyncIterable<Uint8Array>,
  ): Promise<NewEvent | { refused: EventRefusal } | "secret"> {
    const { tenantId, instance, receivedAt } = owner;
    const swap = await swapFor(ctx, instance, tenantId);
    const isKept = () => {
      const whole = this.#finish();
      return whole !== null && !isSecret(whole.event);
    };
    let kept = await storeSwapped(ctx, swap, this.#data(rest), isKept);
    const whole = this.#finish();
    if (!whole) return { refused: this.refusal ?? "no_event" };
    if (!kept) return "secret";
    const { envelope, event } = whole;
    const other = otherTokenSwap(swap, event.token);
    const written = other && (await ctx.bodies.get(kept.stored));
    // The token stands at the end of the event, when its data has been written: so that is written once more.
    if (other && written) kept = (await storeSwapped(ctx, other, piecesOf(written.body), isKept)) ?? kept;
    const own = swapText(envelope, swap);
    return {
      fingerprint: this.#hash.digest("hex"),
      type: event.type,
      instanceId: instance.id,
      instance: instance.name,
      at: receivedAt,
      seen: seenIn(event),
      received: isReceived(event),
      message: messageMarkIn(event),
      recovered: false,
      body: { ...kept, envelope: tenantEnvelope(other ? swapText(own, other) : own, `${ctx.settings.publicUrl}/v1`) },
    };
  }

  #finish(): ReturnType<EventSplitter["finish"]> {
    return this.refusal ? null : this.#splitter.finish();
  }

  async *#data(rest: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for (const piece of this.#begun) yield piece;
    for await (const chunk of rest) {
      yield* this.#read(chunk);
      if (this.refusal) return;
    }
  }

  #read(chunk: Uint8Array): Uint8Array[] {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    return this.#splitter.push(chunk);
  }
}

/** Writes pieces into R2, through a swap. Null where they turned out to be nothing that is kept. */
async function storeSwapped(
  ctx: Ctx,
  swap: Swap,
  pieces: AsyncIterable<Uint8Array>,
  isKept: () => boolean,
): Promise<{ stored: string; bytes: number } | null> {
  const stored = `${swap.tenantId}/events/${crypto.randomUUID()}`;
  // Should this end half-way, by a crash as well, the journal sees that nothing stays behind.
  await ctx.journal(swap.tenantId).expectUpload(stored);
  const upload = new StoredText(ctx.bodies, stored);
  try {
    const swapped = new PieceSwap(swap);
    for await (const piece of pieces) await upload.write(swapped.push(piece));
    await upload.write(swapped.end());
    if (isKept()) await upload.close();
    else return await upload.abort().then(() => null);
    return { stored, bytes: upload.bytes };
  } catch (error) {
    await upload.abort().catch(() => {});
    throw error;
  }
}
