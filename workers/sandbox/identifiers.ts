import { randomBytes } from "node:crypto";

/** A WhatsApp message id as Baileys makes them. */
export function messageKeyId(): string {
  return `3EB0${randomBytes(9).toString("hex").toUpperCase()}`;
}

/** A database id in the looks of Evolution's (cuid): "c", the time, and noise. */
export function rowId(now: number): string {
  const noise = BigInt(`0x${randomBytes(12).toString("hex")}`)
    .toString(36)
    .padStart(16, "0")
    .slice(-16);
  return `c${now.toString(36).padStart(8, "0")}${noise}`;
}

/** What Evolution gives an instance that came without a token. */
export function instanceToken(): string {
  return crypto.randomUUID().toUpperCase();
}
