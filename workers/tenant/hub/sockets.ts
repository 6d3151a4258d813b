import { livePing, livePong, type LiveFrame } from "../../domain/live";

/** Who sits behind a socket. Kept in the socket's attachment, since memory is gone after hibernation. */
export interface SocketIdentity {
  userId: string;
  openedAt: number;
}

/** The tenant's open dashboards. Sockets hibernate: an idle tenant costs nothing while pages stay open. */
export class Sockets {
  readonly #state: DurableObjectState;

  constructor(state: DurableObjectState) {
    this.#state = state;
    // Heartbeats are answered by the platform, without waking the Object.
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair(livePing, livePong));
  }

  /** Accepts a socket and greets it. Beyond the limit the oldest makes room: a new tab is worth more. */
  open(identity: SocketIdentity, hello: LiveFrame): Response {
    const sockets = this.#state.getWebSockets();
    if (sockets.length >= socketLimit) {
      const oldest = sockets.reduce((a, b) => (openedAt(a) <= openedAt(b) ? a : b));
      oldest.close(4008, "Too many open dashboards: the oldest was closed.");
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.#state.acceptWebSocket(server);
    server.serializeAttachment(identity);
    server.send(JSON.stringify(hello));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Answers whether anybody is there to hear it. */
  tell(frame: LiveFrame): boolean {
    const sockets = this.#state.getWebSockets();
    if (sockets.length === 0) return false;
    const text = JSON.stringify(frame);
    for (const socket of sockets) {
      try {
        socket.send(text);
      } catch {
        // The peer is gone and its close event is still on the way.
      }
    }
    return true;
  }
}

/** Dashboards of one tenant that may be open at the same time. */
const socketLimit = 200;

function openedAt(socket: WebSocket): number {
  return (socket.deserializeAttachment() as SocketIdentity | null)?.openedAt ?? 0;
}
