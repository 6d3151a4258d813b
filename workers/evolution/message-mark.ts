import type { MessageMark } from "../domain/message-mark";
import type { UpstreamEvent } from "./events";

/** What an event says about a message; null when it is about something else. */
export function messageMarkIn({ type, data }: Pick<UpstreamEvent, "type" | "data">): MessageMark | null {
  if (typeof data !== "object" || data === null) return null;
  const { key, keyId, status } = data as { key?: { id?: unknown } | null; keyId?: unknown; status?: unknown };
  switch (type) {
    case "messages.upsert":
      return isId(key?.id) ? { id: key.id, kind: "message" } : null;
    case "send.message":
      return isId(key?.id) ? { id: key.id, kind: status === "PENDING" ? "sent" : "message" } : null;
    case "messages.update":
      // A failure is an answer too: WhatsApp was there to give it.
      return isId(keyId) && typeof status === "string" && status !== "PENDING" ? { id: keyId, kind: "answered" } : null;
    default:
      return null;
  }
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 200;
}
