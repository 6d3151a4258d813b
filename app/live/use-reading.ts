import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { startReading } from "./reading";

/** Answers with what has the page's loaders read again, not more often than every `everyMs`. */
export function useReading(everyMs: number, soonMs = 0): () => void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const latest = useRef({ revalidate, idle: true });
  useEffect(() => {
    latest.current = { revalidate, idle: state === "idle" && navigation.state === "idle" };
  });
  const [reading] = useState(() =>
    startReading({ isIdle: () => latest.current.idle, read: () => latest.current.revalidate() }, { everyMs, soonMs }),
  );
  useEffect(() => () => reading.stop(), [reading]);
  return reading.ask;
}
