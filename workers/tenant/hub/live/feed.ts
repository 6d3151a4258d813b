import { liveCloses, livePausedForMs, type LiveFrame } from "../../../domain/live";
import type { LiveSubscription } from "../../../domain/live-request";
import { keep, listenerOf, wants, type Listener } from "./listener";
import { queryOf, type ReadPage } from "./log-reader";
import type { MessageBudget } from "./budget";
import { acknowledged, isFull, movedTo, spent } from "./window";

/** An event on its way to the sockets. */
export interface FedEvent {
  instanceId: string | null;
  frame: Extract<LiveFrame, { type: "event" }>;
}

/**
 * Gives every socket the numbered events in order and leaves none out. One that just missed a number
 * (it asked for earlier ones, two batches overtook each other, it was paused) is behind: it gets
 * nothing as it happens, and is read to from the log until it has reached what happens now.
 */
export class LiveFeed {
  readonly #sockets: () => WebSocket[];
  readonly #readPage: ReadPage;
  readonly #budget: MessageBudget;
  readonly #now: () => number;
  readonly #onPause: () => void;
  /** The highest number that was told since this Object woke. */
  #highest = 0;
  #reading = false;

  constructor(parts: {
    sockets(): WebSocket[];
    readPage: ReadPage;
    budget: MessageBudget;
    now(): number;
    onPause(): void;
  }) {
    this.#sockets = () => parts.sockets();
    this.#readPage = parts.readPage;
    this.#budget = parts.budget;
    this.#now = () => parts.now();
    this.#onPause = () => parts.onPause();
  }

  /** Tells of an event as it happens. */
  tell(event: FedEvent): void {
    const { sequence } = event.frame;
    this.#highest = Math.max(this.#highest, sequence);
    const text = JSON.stringify(event.frame);
    let missed = false;
    for (const socket of this.#sockets()) {
      const listener = listenerOf(socket);
      if (!listener) continue;
      if (listener.behind) missed ||= listener.pausedAt === null;
      else if (sequence > listener.cursor + 1) {
        keep(socket, { ...listener, behind: true });
        missed = true;
      } else if (sequence === listener.cursor + 1) {
        this.#pass(socket, listener, event, text);
        keep(socket, listener);
      }
    }
    if (missed) this.#catchUp();
  }

  /** Changes what a socket listens to; with `after`, from there on. */
  subscribe(socket: WebSocket, request: LiveSubscription, log: { oldest: number; last: number }): void {
    const listener = listenerOf(socket);
    if (!listener) return;
    listener.instances = request.instances ?? null;
    listener.types = request.types ?? null;
    if (request.after !== undefined) {
      listener.cursor = Math.min(request.after, log.last);
      listener.window = movedTo(listener.window, listener.cursor);
      listener.behind = true;
      listener.replaying = true;
    }
    const { instances, types, cursor: after } = listener;
    send(socket, { type: "subscribed", instances, types, after, oldest: log.oldest, sequence: log.last });
    keep(socket, listener);
    if (listener.pausedAt !== null) send(socket, { type: "paused", after });
    else if (listener.behind) this.#catchUp();
  }

  /** The client has read everything up to an event. */
  acknowledge(socket: WebSocket, sequence: number): void {
    const listener = listenerOf(socket);
    // What was never sent cannot have been read.
    if (!listener || sequence > listener.cursor) return;
    listener.window = acknowledged(listener.window, sequence);
    if (!isFull(listener.window)) listener.pausedAt = null;
    keep(socket, listener);
    if (listener.behind && listener.pausedAt === null) this.#catchUp();
  }

  /** When the first of the paused sockets has waited long enough. */
  nextDeadline(): number | null {
    const pauses = this.#sockets().map((socket) => listenerOf(socket)?.pausedAt ?? Number.POSITIVE_INFINITY);
    const first = Math.min(...pauses, Number.POSITIVE_INFINITY);
    return Number.isFinite(first) ? first + livePausedForMs : null;
  }

  closeSlow(now: number): void {
    for (const socket of this.#sockets()) {
      const pausedAt = listenerOf(socket)?.pausedAt ?? null;
      if (pausedAt !== null && pausedAt + livePausedForMs <= now) close(socket, liveCloses.slow);
    }
  }

  /** Takes a listener past an event, sending it if it is wanted. False where it may not be sent any more. */
  #pass(socket: WebSocket, listener: Listener, event: FedEvent, text: string): boolean {
    const { sequence, event: type, instance } = event.frame;
    if (!wants(listener, { instanceId: event.instanceId, instance, type })) {
      listener.cursor = sequence;
      return true;
    }
    if (isFull(listener.window)) {
      listener.behind = true;
      listener.pausedAt = this.#now();
      keep(socket, listener);
      this.#onPause();
      send(socket, { type: "paused", after: listener.cursor });
      return false;
    }
    listener.cursor = sequence;
    listener.window = spent(listener.window, sequence, text.length);
    this.#budget.earn(socket, this.#now());
    sendText(socket, text);
    return true;
  }

  #catchUp(): void {
    if (this.#reading) return;
    this.#reading = true;
    void this.#readOn();
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const groups = this.#groupsBehind();
      if (groups.length === 0) {
        this.#reading = false;
        return;
      }
      for (const { query, sockets } of groups) {
        try {
          this.#give(sockets, JSON.stringify(query), await this.#readPage(query));
        } catch (error) {
          console.error(JSON.stringify({ level: "error", at: "live", error: String(error) }));
          for (const socket of sockets) close(socket, liveCloses.failed);
        }
      }
    }
  }

  /** The sockets that are read to, those together that need the same page. */
  #groupsBehind() {
    const groups = new Map<string, { query: ReturnType<typeof queryOf>; sockets: WebSocket[] }>();
    for (const socket of this.#sockets()) {
      const listener = listenerOf(socket);
      if (!listener?.behind || listener.pausedAt !== null) continue;
      const query = queryOf(listener);
      const key = JSON.stringify(query);
      const group = groups.get(key);
      if (group) group.sockets.push(socket);
      else groups.set(key, { query, sockets: [socket] });
    }
    return [...groups.values()];
  }

  #give(sockets: readonly WebSocket[], asked: string, page: Awaited<ReturnType<ReadPage>>): void {
    const events = page.events.map(({ instanceId, type, data, ...rest }) => {
      const frame = { type: "event" as const, ...rest, event: type, data: data === null ? null : JSON.parse(data) };
      return { instanceId, frame, text: JSON.stringify(frame) };
    });
    for (const socket of sockets) {
      const listener = listenerOf(socket);
      // It may have asked for something else while the page was read.
      if (!isOpen(socket) || !listener?.behind || JSON.stringify(queryOf(listener)) !== asked) continue;
      const gone = events.every((event) => this.#pass(socket, listener, event, event.text));
      if (gone) {
        const moved = page.through > listener.cursor || events.length > 0;
        listener.cursor = page.through;
        // Until what was told meanwhile is in the log's answer too, the log is read on; as long as it has more.
        if (page.atEnd && (this.#highest <= page.through || !moved)) {
          listener.behind = false;
          if (listener.replaying) send(socket, { type: "caught_up", sequence: page.through });
          listener.replaying = false;
        }
      }
      keep(socket, listener);
    }
  }
}

export function isOpen(socket: WebSocket): boolean {
  return socket.readyState === openState;
}

export function send(socket: WebSocket, frame: LiveFrame): void {
  sendText(socket, JSON.stringify(frame));
}

export function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The peer is gone and its close event is still on the way.
  }
}

export function close(socket: WebSocket, { code, reason }: { code: number; reason: string }): void {
  try {
    // A client's own words may stand in a reason, which is counted in bytes.
    socket.close(code, reason.replace(/[^\x20-\x7e]/g, "?").slice(0, reasonBytes));
  } catch {
    // It is closed already.
  }
}

const openState = 1;
const reasonBytes = 123;
