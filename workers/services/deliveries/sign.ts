import { createHmac } from "node:crypto";
import { base64Of, bytesOfBase64 } from "../../secrets/bytes";

/**
 * The three headers of Standard Webhooks. The id is the event's own, the same at every attempt, so a
 * receiver can tell a repetition; the signature covers id, time and body. While two secrets are good,
 * there is a signature by each.
 * @param secrets each `whsec_` and base64, the newest first
 * @param body in one piece, or in several where it is too large to be held
 */
export async function signDelivery(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string | AsyncIterable<Uint8Array>,
): Promise<[string, string][]> {
  const signers = secrets.map((secret) => createHmac("sha256", bytesOfBase64(secret.replace(/^whsec_/, ""))));
  for (const signer of signers) signer.update(`${id}.${timestampSeconds}.`);
  for await (const piece of typeof body === "string" ? [body] : body) {
    for (const signer of signers) signer.update(piece);
  }
  return [
    ["webhook-id", id],
    ["webhook-timestamp", String(timestampSeconds)],
    ["webhook-signature", signers.map((signer) => `v1,${signer.digest("base64")}`).join(" ")],
  ];
}

export function newSigningSecret(): string {
  return `whsec_${base64Of(crypto.getRandomValues(new Uint8Array(24)))}`;
}
