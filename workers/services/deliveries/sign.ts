import { base64Of, bytesOfBase64 } from "../../secrets/bytes";

/**
 * The three headers of Standard Webhooks. The id is the event's own, the same at every attempt, so a
 * receiver can tell a repetition; the signature covers id, time and body.
 * @param secret `whsec_` and base64
 */
export async function signDelivery(
  secret: string,
  id: string,
  timestampSeconds: number,
  body: string,
): Promise<[string, string][]> {
  const bytes = bytesOfBase64(secret.replace(/^whsec_/, ""));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signed = new TextEncoder().encode(`${id}.${timestampSeconds}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
  return [
    ["webhook-id", id],
    ["webhook-timestamp", String(timestampSeconds)],
    ["webhook-signature", `v1,${base64Of(signature)}`],
  ];
}

export function newSigningSecret(): string {
  return `whsec_${base64Of(crypto.getRandomValues(new Uint8Array(24)))}`;
}
