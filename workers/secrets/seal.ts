import { base64Of, bytesOfBase64 } from "./bytes";
import { AppError } from "../domain/error";

/** Encrypts short texts at rest with AES-GCM. The context binds a text to its row: it opens nowhere else. */
export interface Seal {
  close(text: string, context: string): Promise<string>;
  open(sealed: string, context: string): Promise<string>;
}

const encoder = new TextEncoder();

export function makeSeal(secret: string): Seal {
  let imported: Promise<CryptoKey> | undefined;
  const key = () => (imported ??= importKey(secret));
  return {
    async close(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
      const bytes = new Uint8Array(await crypto.subtle.encrypt(parameters, await key(), encoder.encode(text)));
      return `v1.${base64Of(iv)}.${base64Of(bytes)}`;
    },
    async open(sealed, context) {
      const [version, iv, bytes] = sealed.split(".");
      if (version !== "v1" || !iv || !bytes) throw new AppError("seal_form", "A stored secret is not readable.");
      const parameters = { name: "AES-GCM", iv: bytesOfBase64(iv), additionalData: encoder.encode(context) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, await key(), bytesOfBase64(bytes)));
    },
  };
}

/** HKDF turns a secret of any length into a key of the right one. */
async function importKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveKey"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("zapin-seal-v1") };
  return crypto.subtle.deriveKey(parameters, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
