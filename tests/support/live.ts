import { vi } from "vitest";
import type { LiveFrame } from "#workers/domain/live";
import { fetchWorker } from "./worker";

type FrameType = LiveFrame["type"];

/** A program at `/live`, as a test holds it. */
export class LiveClient {
  readonly frames: LiveFrame[] = [];
  closed: { code: number; reason: string } | null = null;
  readonly protocol: string | null;
  readonly #socket: WebSocket;

  constructor(response: Response) {
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    this.protocol = response.headers.get("sec-websocket-protocol");
    this.#socket = response.webSocket;
    this.#socket.addEventListener("message", ({ data }) => {
      if (data !== "pong") this.frames.push(JSON.parse(data as string) as LiveFrame);
    });
    this.#socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
    });
    this.#socket.accept();
  }

  say(message: unknown): void {
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  leave(): void {
    this.#socket.close(1000);
  }

  all<Type extends FrameType>(type: Type): Extract<LiveFrame, { type: Type }>[] {
    return this.frames.filter((frame): frame is Extract<LiveFrame, { type: Type }> => frame.type === type);
  }

  /** The numbers of the events that came, in the order in which they came. */
  get sequences(): number[] {
    return this.all("event").map(({ sequence }) => sequence);
  }

  async until<Type extends FrameType>(type: Type, count = 1): Promise<Extract<LiveFrame, { type: Type }>> {
    return vi.waitFor(
      () => {
        const found = this.all(type);
        if (found.length < count)
          throw new Error(`${found.length} of ${count} ${type}; ${JSON.stringify(this.closed)}`);
        return found[count - 1]!;
      },
      { timeout: 10_000, interval: 10 },
    );
  }

  untilClosed(): Promise<{ code: number; reason: string }> {
    return vi.waitFor(
      () => {
        if (!this.closed) throw new Error("still open");
        return this.closed;
      },
      { timeout: 15_000, interval: 10 },
    );
  }
}

/** Opens a socket as the internet would. */
export async function openLive(headers: Record<string, string> = {}): Promise<LiveClient> {
  const request = new Request("http://localhost:8787/live", { headers: { upgrade: "websocket", ...headers } });
  return new LiveClient(await fetchWorker(request));
}

/** A program whose key is known, and that was greeted. */
export async function listen(key: string): Promise<LiveClient> {
  const client = await openLive({ "sec-websocket-protocol": `zapin.v1, zapin.key.${key}` });
  await client.until("hello");
  return client;
}
