import { liveCloses, livePing, livePong, type LiveFrame } from "#workers/domain/live";

export type LiveStatus = "live" | "connecting" | "offline";

export interface LiveListener {
  onFrame(frame: LiveFrame): void;
  onStatus(status: LiveStatus): void;
  /** Something may have been missed: what is on the screen should be read again. */
  onGap(): void;
}

const heartbeatMs = 25_000;
const pongWithinMs = 10_000;
const firstRetryMs = 500;
const longestRetryMs = 30_000;
/** The server pauses whoever does not say what it has read. */
const acknowledgeEvery = 50;
/** After this many tries in vain the page says that it is offline; it goes on trying. */
const patience = 3;

/** Keeps one socket to `/live` open until it is told to stop. Answers with what stops it. */
export function openLive(url: string, listener: LiveListener): () => void {
  let socket: WebSocket | null = null;
  let stopped = false;
  let failures = 0;
  let sequence: number | null = null;
  let unacknowledged = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    clearTimeout(retry);
    if (stopped) return;
    listener.onStatus(failures >= patience ? "offline" : "connecting");
    const opened = new WebSocket(url);
    socket = opened;
    opened.onmessage = ({ data }) => {
      if (socket === opened && typeof data === "string") receive(data);
    };
    opened.onclose = ({ code }) => {
      if (socket !== opened) return;
      // The page that is read again leads to where one signs in.
      if (code === liveCloses.signedOut.code) listener.onGap();
      lost();
    };
  }

  function receive(text: string) {
    clearTimeout(silence);
    if (text === livePong) return;
    const frame = parseFrame(text);
    if (!frame) return;
    if (frame.type === "hello") greeted(frame.sequence);
    if (frame.type === "event") {
      if (sequence !== null && frame.sequence > sequence + 1) listener.onGap();
      sequence = Math.max(sequence ?? 0, frame.sequence);
      unacknowledged += 1;
      if (unacknowledged >= acknowledgeEvery) acknowledge();
    }
    // Whoever counts differently than we do is answered at once.
    if (frame.type === "paused") acknowledge();
    listener.onFrame(frame);
  }

  function acknowledge() {
    unacknowledged = 0;
    if (socket?.readyState !== WebSocket.OPEN || sequence === null) return;
    socket.send(JSON.stringify({ type: "acknowledge", sequence }));
  }

  function greeted(current: number) {
    failures = 0;
    sequence = current;
    unacknowledged = 0;
    listener.onStatus("live");
    // Also on the first greeting: a QR code may have come between the loader's answer and the socket.
    listener.onGap();
    clearInterval(beat);
    beat = setInterval(ping, heartbeatMs);
  }

  function ping() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(livePing);
    // A network that is gone closes nothing; only the missing answer tells.
    clearTimeout(silence);
    silence = setTimeout(lost, pongWithinMs);
  }

  function lost() {
    clearInterval(beat);
    clearTimeout(silence);
    clearTimeout(retry);
    socket?.close();
    socket = null;
    if (stopped) return;
    failures += 1;
    listener.onStatus(failures >= patience ? "offline" : "connecting");
    const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
    // Full jitter: after a deployment every tab in the world would come back at the same moment.
    retry = setTimeout(connect, firstRetryMs + Math.random() * longest);
  }

  /** A laptop that wakes up, or a network that is back, need not wait for the next try. */
  function wake() {
    if (document.visibilityState === "hidden" || !navigator.onLine) return;
    if (socket === null) connect();
    else ping();
  }

  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  connect();

  return () => {
    stopped = true;
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    lost();
  };
}

function parseFrame(text: string): LiveFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === "object" && frame !== null && "type" in frame ? (frame as LiveFrame) : null;
  } catch {
    return null;
  }
}
