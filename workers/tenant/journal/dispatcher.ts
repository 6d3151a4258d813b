import type { ReceivedEvent, Recipient } from "../hub/event-receiver";
import type { EventLog, WaitingEvent } from "./events";

/** Hands events to the hub and opens the deliveries that follow, in one step with closing the events. */
export interface EventReaders {
  receive(events: ReceivedEvent[]): Promise<Recipient[]>;
  open(events: readonly WaitingEvent[], recipients: readonly Recipient[]): Promise<void>;
}

/**
 * Tells the readers of what the log holds, in the order of its numbers, one batch at a time. Whoever
 * appends goes on at once: many appends become one telling. What could not be told stays waiting, and
 * the journal's alarm asks again.
 */
export class Dispatcher {
  readonly #log: EventLog;
  readonly #readers: EventReaders;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(log: EventLog, readers: EventReaders) {
    this.#log = log;
    this.#readers = readers;
  }

  /** Resolves once everything that was in the log at the call has been told. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      for (;;) {
        const waiting = this.#log.waiting(batchSize);
        if (waiting.length === 0) break;
        const recipients = await this.#readers.receive(waiting.map(received));
        await this.#readers.open(waiting, recipients);
      }
    }
  }
}

function received({ sequence, id, type, instanceId, at, recovered, seen, body }: WaitingEvent): ReceivedEvent {
  return { sequence, id, type, instanceId, at, recovered, seen, data: frameData(type, body) };
}

/** A QR picture has a frame of its own; media has no place on a socket at all. */
function frameData(type: string, body: string | null): string | null {
  if (body === null || body.length > frameCharacters || type === "qrcode.updated") return null;
  return JSON.stringify((JSON.parse(body) as { data?: unknown }).data ?? null);
}

const batchSize = 200;
const frameCharacters = 16_000;
