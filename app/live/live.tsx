import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import type { LiveFrame } from "#workers/domain/live";
import { openLive, type LiveStatus } from "./connection";
import { useReading } from "./use-reading";

export type { LiveStatus } from "./connection";

type Handler = (frame: LiveFrame) => void;

const Subscribe = createContext<(handler: Handler) => () => void>(() => () => {});
const Status = createContext<LiveStatus>("connecting");
const ReadAgain = createContext<() => void>(() => {});

/** How often the page may be read again because of frames. */
const readEveryMs = 1_000;

/** Holds the tab's one socket. Pages below listen with `useLive`; what the loaders know is read again when it must be. */
export function LiveProvider({ tenantId, children }: { tenantId: string; children: ReactNode }) {
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const [handlers] = useState(() => new Set<Handler>());
  const [subscribe] = useState(() => (handler: Handler) => {
    handlers.add(handler);
    return () => void handlers.delete(handler);
  });
  const readAgain = useReading(readEveryMs);

  useEffect(() => {
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`;
    return openLive(url, {
      onStatus: setStatus,
      onGap: readAgain,
      onFrame(frame) {
        if (frame.type === "changed") readAgain();
        for (const handler of handlers) handler(frame);
      },
    });
    // Another tenant is another socket.
  }, [tenantId, handlers, readAgain]);

  return (
    <Subscribe.Provider value={subscribe}>
      <Status.Provider value={status}>
        <ReadAgain.Provider value={readAgain}>{children}</ReadAgain.Provider>
      </Status.Provider>
    </Subscribe.Provider>
  );
}

/** Calls the handler with every frame while the component is on the page. */
export function useLive(handler: Handler): void {
  const subscribe = useContext(Subscribe);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => subscribe((frame) => latest.current(frame)), [subscribe]);
}

/** Whether what is on the screen follows what happens. */
export function useLiveStatus(): LiveStatus {
  return useContext(Status);
}

/** For a page that knows of a frame after which what its loader said is old. */
export function useReadAgain(): () => void {
  return useContext(ReadAgain);
}
