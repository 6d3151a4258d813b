import { base64Of, bytesOfBase64 } from "../../secrets/bytes";

/**
 * The three headers of Standard Webhooks. The id is the event's own, the same at every attempt, so a
 * receiver can tell a repetition; the signature covers id, time and body. While two secrets are good,
 * there is a signature by each.
 * @param secrets each `whsec_` and base64, the newest first
 */
export async function signDelivery(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): Promise<[string, string][]> {
  const signed = new TextEncoder().encode(`${id}.${timestampSeconds}.${body}`);
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, signed)));
  return [
    ["webhook-id", id],
    ["webhook-timestamp", String(timestampSeconds)],
    ["webhook-signature", signatures.join(" ")],
  ];
}

async function signature(secret: string, signed: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = bytesOfBase64(secret.replace(/^whsec_/, ""));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return `v1,${base64Of(new Uint8Array(await crypto.subtle.sign("HMAC", key, signed)))}`;
}

export function newSigningSecret(): string {
  return `whsec_${base64Of(crypto.getRandomValues(new Uint8Array(24)))}`;
}
