import { useEffect, useState } from "react";

/**
 * The time, moving on. Begins at the server's own reading, so that the first drawing
 * in the browser equals what the server sent.
 */
export function useNow(serverNow: number, everyMs = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
