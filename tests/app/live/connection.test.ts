import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLive, type LiveStatus } from "#app/live/connection";
import { liveCloses, type LiveFrame } from "#workers/domain/live";

class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = FakeSocket.OPEN;
  sent: string[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  say(frame: LiveFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  /** 1006 is what a browser says of a connection that broke. */
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const hello = (sequence: number): LiveFrame => ({ type: "hello", tenantId: "t", sequence });
const event = (sequence: number): LiveFrame => ({
  type: "event",
  sequence,
  id: `evt_${sequence}`,
  event: "messages.upsert",
  instance: "shop",
  at: 0,
  data: null,
});

let statuses: LiveStatus[];
let frames: LiveFrame[];
let gaps: number;
let stop: () => void;

/** The socket that was opened last. */
function socket(): FakeSocket {
  return FakeSocket.opened.at(-1)!;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("navigator", { onLine: true });
  FakeSocket.opened = [];
  [statuses, frames, gaps] = [[], [], 0];
  stop = openLive("wss://zapin.example/live", {
    onStatus: (status) => statuses.push(status),
    onFrame: (frame) => frames.push(frame),
    onGap: () => (gaps += 1),
  });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("openLive", () => {
  it("reads again when it was greeted, and when a number is missing from the log", () => {
    socket().say(hello(4));
    expect([statuses.at(-1), gaps]).toEqual(["live", 1]);
    socket().say(event(5));
    expect(gaps).toBe(1);
    socket().say(event(8));
    expect(gaps).toBe(2);
    expect(frames.map((frame) => frame.type)).toEqual(["hello", "event", "event"]);
  });

  it("says what it has read, now and then and whenever the server waits for it", () => {
    socket().say(hello(0));
    for (let sequence = 1; sequence <= 60; sequence++) socket().say(event(sequence));
    expect(socket().sent).toEqual(['{"type":"acknowledge","sequence":50}']);
    socket().say({ type: "paused", after: 60 });
    expect(socket().sent.at(-1)).toBe('{"type":"acknowledge","sequence":60}');
  });

  it("takes a socket that does not answer the heartbeat for lost", () => {
    const first = socket();
    first.say(hello(0));
    vi.advanceTimersByTime(25_000);
    expect(first.sent).toEqual(["ping"]);
    first.onmessage?.({ data: "pong" });
    vi.advanceTimersByTime(25_000);
    expect(FakeSocket.opened).toHaveLength(1);
    vi.advanceTimersByTime(11_500);
    expect(FakeSocket.opened).toHaveLength(2);
    socket().say(hello(0));
    expect([statuses.at(-1), gaps]).toEqual(["live", 2]);
  });

  it("waits longer each time, says when it is offline, and goes on trying", () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      socket().drop();
      vi.advanceTimersByTime(31_000);
    }
    expect(FakeSocket.opened).toHaveLength(21);
    expect(statuses.at(-1)).toBe("offline");
    socket().say(hello(0));
    expect(statuses.at(-1)).toBe("live");
  });

  it("comes back at once when the network does", () => {
    socket().drop();
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.opened).toHaveLength(2);
  });

  it("has the page read again, which leads to the sign-in, when its session was ended", () => {
    socket().say(hello(0));
    const before = gaps;
    socket().drop();
    expect(gaps).toBe(before);
    // The first new try comes after up to one and a half seconds.
    vi.advanceTimersByTime(1_500);
    socket().drop(liveCloses.signedOut.code);
    expect(gaps).toBe(before + 1);
  });

  it("is silent after it was stopped", () => {
    socket().say(hello(0));
    stop();
    vi.advanceTimersByTime(120_000);
    window.dispatchEvent(new Event("online"));
    expect(FakeSocket.opened).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
