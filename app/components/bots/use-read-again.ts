import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useLive } from "#app/live/live";

/** What is read comes from upstream, so a busy number must not have it read with every message. */
const everyMs = 2_000;

/** Reads the page's loaders again when something happens on an instance: at once, and at most every two seconds. */
export function useReadAgain(instance: string): void {
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const readAt = useRef(0);
  useLive((frame) => {
    if (frame.type !== "event" || frame.instance !== instance || timer.current !== undefined) return;
    const waitMs = Math.max(soonMs, readAt.current + everyMs - Date.now());
    timer.current = setTimeout(() => {
      timer.current = undefined;
      readAt.current = Date.now();
      revalidate();
    }, waitMs);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}

/** Upstream writes a conversation down a moment after it has told of the message. */
const soonMs = 300;
