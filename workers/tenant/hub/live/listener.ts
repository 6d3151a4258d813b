import { emptyWindow, type Window } from "./window";

/** Who sits behind a socket and what it wants. Kept in its attachment, since memory is gone after hibernation. */
export interface Listener {
  who: Member | KeyHolder;
  openedAt: number;
  /** Names; null is all. */
  instances: string[] | null;
  types: string[] | null;
  /** Every event up to here was sent, or was not wanted. */
  cursor: number;
  /** What follows the cursor has to be read from the log. */
  behind: boolean;
  /** The log was asked for: say when it is read. */
  replaying: boolean;
  window: Window;
  /** Since when nothing is sent because nothing is acknowledged. */
  pausedAt: number | null;
}

/** A person's dashboard. */
export interface Member {
  kind: "member";
  userId: string;
  /** It may listen as long as that session lasts. */
  sessionId: string;
}

/** A program with a key. */
export interface KeyHolder {
  kind: "key";
  hash: string;
  /** The only instance that it may hear of. */
  instanceId: string | null;
  expiresAt: number | null;
  address: string | null;
}

export function newListener(who: Listener["who"], now: number, cursor: number): Listener {
  return {
    who,
    openedAt: now,
    instances: null,
    types: null,
    cursor,
    behind: false,
    replaying: false,
    window: emptyWindow,
    pausedAt: null,
  };
}

/** Whether an event, or a hint of that type, is for this listener. */
export function wants(
  listener: Listener,
  about: { instanceId: string | null; instance: string | null; type: string },
): boolean {
  const bound = boundTo(listener);
  if (bound !== null && about.instanceId !== bound) return false;
  if (listener.instances && !(about.instance !== null && listener.instances.includes(about.instance))) return false;
  return !listener.types || listener.types.includes(about.type);
}

export function boundTo({ who }: Listener): string | null {
  return who.kind === "key" ? who.instanceId : null;
}

export function listenerOf(socket: WebSocket): Listener | null {
  return socket.deserializeAttachment() as Listener | null;
}

export function keep(socket: WebSocket, listener: Listener): void {
  socket.serializeAttachment(listener);
}
