import {
  liveAuthenticateWithinMs,
  liveCloses,
  liveMessageCharacters,
  liveProtocol,
  type LiveClose,
} from "../domain/live";
import { liveAuthentication } from "../domain/live-request";

/**
 * For programs that send their key in the first message. Until then nobody knows whose socket it is, and
 * no Object can hand an open one over; so the Worker holds this end and passes on what comes. The hub
 * sleeps behind it as behind any other, since only its own end hibernates.
 */
export function relayAfterKey(open: (key: string) => Promise<Response>, protocol: boolean): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  const relay = new Relay(server, open);
  server.addEventListener("message", ({ data }) => relay.hear(data as string | ArrayBuffer));
  server.addEventListener("close", ({ code, reason }) => relay.clientLeft(code, reason));
  server.addEventListener("error", () => relay.clientLeft(1006, ""));
  const headers = new Headers(protocol ? { "sec-websocket-protocol": liveProtocol } : {});
  return new Response(null, { status: 101, webSocket: client, headers });
}

class Relay {
  readonly #client: WebSocket;
  readonly #open: (key: string) => Promise<Response>;
  readonly #patience: ReturnType<typeof setTimeout>;
  #state: "waiting" | "opening" | "open" | "closed" = "waiting";
  #hub: WebSocket | null = null;
  /** What the client said before the hub was there. */
  #early: (string | ArrayBuffer)[] = [];

  constructor(client: WebSocket, open: (key: string) => Promise<Response>) {
    this.#client = client;
    this.#open = open;
    this.#patience = setTimeout(() => this.#end(liveCloses.silent), liveAuthenticateWithinMs);
  }

  hear(data: string | ArrayBuffer): void {
    switch (this.#state) {
      case "waiting":
        return this.#authenticate(data);
      case "opening":
        if (this.#early.length >= earlyMessages || sizeOf(data) > liveMessageCharacters) {
          return this.#end(liveCloses.flood);
        }
        this.#early.push(data);
        return;
      case "open":
        this.#hub?.send(data);
    }
  }

  #authenticate(data: string | ArrayBuffer): void {
    if (typeof data !== "string") return this.#end(liveCloses.binary);
    if (data.length > liveMessageCharacters) return this.#end(liveCloses.tooLarge);
    const key = keyIn(data);
    if (key === null) {
      const reason = 'Begin with {"type":"authenticate","key":"..."}.';
      return this.#end({ code: liveCloses.badMessage.code, reason });
    }
    this.#state = "opening";
    clearTimeout(this.#patience);
    this.#open(key).then(
      (response) => this.#connect(response.webSocket),
      (error: unknown) => {
        console.error(JSON.stringify({ level: "error", at: "live", error: String(error) }));
        this.#end(liveCloses.failed);
      },
    );
  }

  #connect(hub: WebSocket | null): void {
    if (!hub) return this.#end(liveCloses.failed);
    hub.accept();
    if (this.#state === "closed") return hub.close(1000);
    hub.addEventListener("message", ({ data }) => this.#client.send(data as string));
    hub.addEventListener("close", ({ code, reason }) => this.#end({ code: sendable(code, 1013), reason }));
    hub.addEventListener("error", () => this.#end(liveCloses.failed));
    this.#hub = hub;
    this.#state = "open";
    for (const data of this.#early) hub.send(data);
    this.#early = [];
  }

  #end({ code, reason }: LiveClose): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    clearTimeout(this.#patience);
    this.#early = [];
    this.#client.close(code, reason);
  }

  clientLeft(code: number, reason: string): void {
    clearTimeout(this.#patience);
    this.#state = "closed";
    this.#hub?.close(sendable(code, 1000), reason);
  }
}

function keyIn(text: string): string | null {
  try {
    const parsed = liveAuthentication.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.key : null;
  } catch {
    return null;
  }
}

/** 1005 and 1006 mean "no code was sent" and must not be sent on. */
function sendable(code: number, otherwise: number): number {
  return code === 1005 || code === 1006 || code === 1015 ? otherwise : code;
}

function sizeOf(data: string | ArrayBuffer): number {
  return typeof data === "string" ? data.length : data.byteLength;
}

const earlyMessages = 16;
