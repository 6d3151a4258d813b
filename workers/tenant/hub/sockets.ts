import {
  liveCloses,
  liveMessageCharacters,
  livePing,
  livePong,
  liveProtocol,
  type LiveClose,
  type LiveFrame,
} from "../../domain/live";
import { readLiveRequest } from "../../domain/live-request";
import { MessageBudget } from "./live/budget";
import { LiveFeed, close, isOpen, send, sendText, type FedEvent } from "./live/feed";
import { keep, listenerOf, newListener, wants, type KeyHolder, type Listener, type Member } from "./live/listener";
import type { ReadPage } from "./live/log-reader";

/** Where a tenant's log begins and ends. */
export interface LogBounds {
  oldest: number;
  last: number;
}

export interface SocketParts {
  state: DurableObjectState;
  readPage: ReadPage;
  readBounds(): Promise<LogBounds>;
  now(): number;
  /** A moment has come into sight at which `closeOverdue` has something to do. */
  onDeadline(at: number | null): void;
}

/**
 * The tenant's open sockets: dashboards, and programs with a key. They hibernate: an idle tenant costs
 * nothing while they stay open. What a socket is about lies in its attachment.
 */
export class Sockets {
  readonly #parts: SocketParts;
  readonly #budget = new MessageBudget();
  readonly #feed: LiveFeed;

  constructor(parts: SocketParts) {
    this.#parts = parts;
    const { readPage, now } = parts;
    this.#feed = new LiveFeed({
      sockets: () => this.#open(),
      readPage,
      budget: this.#budget,
      now,
      onPause: () => this.#setDeadline(),
    });
    // Heartbeats are answered by the platform, without waking the Object.
    parts.state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(livePing, livePong));
  }

  /** Accepts a dashboard. Beyond the limit the oldest makes room: a new tab is worth more. */
  openDashboard(member: Member, tenantId: string, sequence: number): Response {
    const dashboards = this.#open("member");
    if (dashboards.length >= dashboardLimit) {
      const oldest = dashboards.reduce((a, b) => (openedAt(a) <= openedAt(b) ? a : b));
      close(oldest, liveCloses.dashboards);
    }
    return this.#accept(newListener(member, this.#parts.now(), sequence), tenantId, null);
  }

  /** Accepts a program, if the plan has room for it. The others stay: they are at work. */
  openProgram(
    key: KeyHolder,
    tenantId: string,
    sequence: number,
    more: { limit: number; protocol: boolean },
  ): Response {
    if (this.#open("key").length >= more.limit) return refuseSocket(liveCloses.crowded, more.protocol);
    const listener = newListener(key, this.#parts.now(), sequence);
    return this.#accept(listener, tenantId, more.protocol ? liveProtocol : null);
  }

  /** The people whose dashboards are open. */
  members(): Member[] {
    return this.#open("member").flatMap((socket) => {
      const who = listenerOf(socket)?.who;
      return who?.kind === "member" ? [who] : [];
    });
  }

  /** Closes the dashboards of sessions that have ended. */
  closeEnded(ended: ReadonlySet<string>): void {
    for (const socket of this.#open("member")) {
      const who = listenerOf(socket)?.who;
      if (who?.kind === "member" && ended.has(who.sessionId)) close(socket, liveCloses.signedOut);
    }
  }

  tell(event: FedEvent): void {
    this.#feed.tell(event);
  }

  /** Tells what has no number: to dashboards, and to programs that listen to that type of event. */
  hint(frame: LiveFrame, about: { instanceId: string; instance: string; type: string }): void {
    const text = JSON.stringify(frame);
    for (const socket of this.#open()) {
      const listener = listenerOf(socket);
      if (listener && wants(listener, about)) sendText(socket, text);
    }
  }

  /** Tells dashboards what programs have no use for. Answers whether anybody is there to hear it. */
  tellDashboards(frame: LiveFrame): boolean {
    const dashboards = this.#open("member");
    for (const socket of dashboards) send(socket, frame);
    return dashboards.length > 0;
  }

  async receive(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    // What was under way when it was closed is not read any more.
    if (!isOpen(socket)) return;
    if (typeof message !== "string") return close(socket, liveCloses.binary);
    if (message.length > liveMessageCharacters) return close(socket, liveCloses.tooLarge);
    if (!this.#budget.take(socket, this.#parts.now())) return close(socket, liveCloses.flood);
    const read = readLiveRequest(message);
    if (!read.ok) return close(socket, { code: liveCloses.badMessage.code, reason: read.reason });
    if (read.request.type === "acknowledge") return this.#feed.acknowledge(socket, read.request.sequence);
    this.#feed.subscribe(socket, read.request, await this.#parts.readBounds());
  }

  /** Judges every program's key anew. `judge` answers why one may not go on, or until when it may. */
  recheck(judge: (key: KeyHolder) => LiveClose | { expiresAt: number | null }): void {
    for (const socket of this.#open("key")) {
      const listener = listenerOf(socket);
      if (listener?.who.kind !== "key") continue;
      const verdict = judge(listener.who);
      if ("code" in verdict) close(socket, verdict);
      else if (verdict.expiresAt !== listener.who.expiresAt) {
        keep(socket, { ...listener, who: { ...listener.who, expiresAt: verdict.expiresAt } });
      }
    }
    this.#setDeadline();
  }

  /** Closes whoever's time is over, and says when to look again. */
  closeOverdue(now: number): void {
    this.#feed.closeSlow(now);
    for (const socket of this.#open("key")) {
      const until = expiresAt(socket);
      if (until !== null && until <= now) close(socket, liveCloses.unauthenticated);
    }
    this.#setDeadline();
  }

  get count(): number {
    return this.#open().length;
  }

  #accept(listener: Listener, tenantId: string, protocol: string | null): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#parts.state.acceptWebSocket(server, [listener.who.kind]);
    keep(server, listener);
    const hello: LiveFrame = { type: "hello", tenantId, sequence: listener.cursor };
    send(server, hello);
    if (listener.who.kind === "key" && listener.who.expiresAt !== null) this.#setDeadline();
    const headers = new Headers(protocol ? { "sec-websocket-protocol": protocol } : {});
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  #open(kind?: Listener["who"]["kind"]): WebSocket[] {
    return this.#parts.state.getWebSockets(kind).filter(isOpen);
  }

  #setDeadline(): void {
    const ends = this.#open("key").map((socket) => expiresAt(socket) ?? Number.POSITIVE_INFINITY);
    const first = Math.min(...ends, this.#feed.nextDeadline() ?? Number.POSITIVE_INFINITY);
    this.#parts.onDeadline(Number.isFinite(first) ? first : null);
  }
}

/**
 * A socket that is opened only to be closed: a browser shows a program the code and reason of a close,
 * and nothing of an answer that is no socket.
 */
export function refuseSocket({ code, reason }: LiveClose, protocol: boolean): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(code, reason);
  const headers = new Headers(protocol ? { "sec-websocket-protocol": liveProtocol } : {});
  return new Response(null, { status: 101, webSocket: client, headers });
}

/** Dashboards of one tenant that may be open at the same time. */
const dashboardLimit = 200;

function openedAt(socket: WebSocket): number {
  return listenerOf(socket)?.openedAt ?? 0;
}

function expiresAt(socket: WebSocket): number | null {
  const who = listenerOf(socket)?.who;
  return who?.kind === "key" ? who.expiresAt : null;
}
