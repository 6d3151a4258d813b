/** What the page is asked before it is read again, and what reads it. */
export interface Reader {
  /** Nothing is on its way: no link that was followed, no form that was sent, no reading. */
  isIdle(): boolean;
  read(): void;
}

export interface Reading {
  /** Something may have changed. It is read once for all who ask in a flurry, and never missed. */
  ask(): void;
  stop(): void;
}

/**
 * Reads a page again: at most once in `everyMs`, and `soonMs` after it was asked for at the earliest. It waits for
 * what is on its way, since a reading that has begun may be older than what it is asked for, and one that is broken
 * off by each hint would never end on a slow network.
 */
export function startReading(reader: Reader, { everyMs, soonMs = 0 }: { everyMs: number; soonMs?: number }): Reading {
  let readAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    if (!reader.isIdle()) {
      timer = setTimeout(read, everyMs);
      return;
    }
    timer = undefined;
    readAt = Date.now();
    reader.read();
  };
  return {
    ask() {
      timer ??= setTimeout(read, Math.max(soonMs, readAt + everyMs - Date.now()));
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
