import { randomBytes, randomInt } from "node:crypto";

/**
 * The text in a QR code: a reference of this one picture and three keys of the session.
 * Noise here, but in the lengths of real ones, so that the picture has a real one's size.
 */
export function pairingText(): string {
  const key = (): string => randomBytes(32).toString("base64");
  return `2@${randomBytes(40).toString("base64")},${key()},${key()},${key()}`;
}

/** Without 0, I, O and U, which people mistake for others. */
const alphabet = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";

/** The eight characters that a person types on the phone instead of scanning. */
export function pairingCode(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
