import { instanceStates } from "../domain/instance-state";
import type { Seen } from "../tenant/hub/event-receiver";

/** An upstream event as it came in: checked for form, still in upstream's names. */
export interface UpstreamEvent {
  type: string;
  instance: string;
  data: unknown;
  /** The instance's token, as upstream writes it into every event. */
  token?: string | null;
}

/** A message that somebody sent to the instance, and not one of its own. */
export function isReceived({ type, data }: UpstreamEvent): boolean {
  if (type !== "messages.upsert") return false;
  const key = (data as { key?: { fromMe?: unknown } | null } | null)?.key;
  return typeof key === "object" && key !== null && key.fromMe !== true;
}

/** Reads a hook's body. Null for anything that is not an Evolution event. */
export function parseEvent(text: string): UpstreamEvent | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const { event, instance, data, apikey } = body as Record<string, unknown>;
  if (typeof event !== "string" || !/^[a-z][a-z.-]{1,60}$/i.test(event) || typeof instance !== "string") return null;
  return { type: event.toLowerCase(), instance, data, token: textOrNull(apikey) };
}

/** Events that must not go on: upstream posts the phone's own key material after a pairing. */
export function isSecret(event: UpstreamEvent): boolean {
  const type = (event.data as { type?: unknown } | null)?.type;
  return event.type === "messages.edited" && typeof type === "string" && type.startsWith("APP_STATE_SYNC_KEY");
}

/** What an event says about the connection of its instance; null when it says nothing. */
export function seenIn(event: UpstreamEvent): Seen | null {
  const data = (event.data ?? {}) as Record<string, unknown>;
  switch (event.type) {
    case "connection.update": {
      const state = instanceStates.find((known) => known === data["state"]);
      if (!state) return null;
      const reason = data["statusReason"];
      const gone = state === "close" || state === "refused";
      return {
        state,
        ownerJid: textOrNull(data["wuid"]),
        profileName: textOrNull(data["profileName"]),
        profilePictureUrl: textOrNull(data["profilePictureUrl"]),
        disconnectionReasonCode: gone && typeof reason === "number" ? reason : null,
      };
    }
    case "status.instance": {
      const reason = data["disconnectionReasonCode"];
      if (data["status"] !== "closed") return null;
      return { state: "close", disconnectionReasonCode: typeof reason === "number" ? reason : null };
    }
    case "qrcode.updated": {
      const qr = data["qrcode"] as Record<string, unknown> | undefined;
      const code = textOrNull(qr?.["code"]);
      const base64 = textOrNull(qr?.["base64"]);
      // At the limit of codes the event comes without one.
      if (!code || !base64?.startsWith("data:image/png;base64,")) return null;
      return { qr: { code, base64, pairingCode: textOrNull(qr?.["pairingCode"]) } };
    }
    default:
      return null;
  }
}

/**
 * The envelope for the tenant's eyes. `destination` is left out: each delivery puts its own.
 * The text has been through the swap before.
 */
export function tenantEnvelope(swappedText: string, serverUrl: string): string {
  const envelope = JSON.parse(swappedText) as Record<string, unknown>;
  delete envelope["destination"];
  if ("server_url" in envelope) envelope["server_url"] = serverUrl;
  // Upstream keeps its global key in a bot session's parameters and posts it along.
  const session = (envelope["data"] as { session?: { parameters?: Record<string, unknown> } } | null)?.session;
  if (typeof session?.parameters === "object" && session.parameters && "apiKey" in session.parameters)
    session.parameters["apiKey"] = "";
  return JSON.stringify(envelope);
}

/** Puts the receiver's address where Evolution puts it: after `data`. */
export function withDestination(text: string, destination: string): string {
  const { event, instance, data, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ event, instance, data, destination, ...rest });
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
