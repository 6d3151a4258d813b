import { base64Of, bytesOfBase64, hexOf } from "./bytes";
import { AppError } from "../domain/error";

/** Encrypts short texts at rest with AES-GCM. The context binds a text to its row: it opens nowhere else. */
export interface Seal {
  close(text: string, context: string): Promise<string>;
  open(sealed: string, context: string): Promise<string>;
  /** What everything begins with that was closed under the secret in force. */
  currentPrefix(): Promise<string>;
}

/**
 * A sealed text names the key that closed it, so that a secret can be replaced: the earlier one still opens
 * what it closed. Texts from before there were names are tried with each.
 */
export function makeSeal(secret: string, previous?: string): Seal {
  const current = once(() => importKey(secret));
  const earlier = previous && previous !== secret ? once(() => importKey(previous)) : null;
  const keys = async () => [await current(), ...(earlier ? [await earlier()] : [])];
  const currentPrefix = async () => `v2.${(await current()).id}.`;
  return {
    currentPrefix,
    async close(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
      const { key } = await current();
      const bytes = new Uint8Array(await crypto.subtle.encrypt(parameters, key, encoder.encode(text)));
      return `${await currentPrefix()}${base64Of(iv)}.${base64Of(bytes)}`;
    },
    async open(sealed, context) {
      const { keyId, iv, bytes } = partsOf(sealed);
      const parameters = { name: "AES-GCM", iv: bytesOfBase64(iv), additionalData: encoder.encode(context) };
      const fitting = (await keys()).filter(({ id }) => keyId === null || id === keyId);
      let refusal: unknown = new AppError("seal_key", "A stored secret was sealed with a key that is not here.");
      for (const { key } of fitting) {
        try {
          return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, bytesOfBase64(bytes)));
        } catch (error) {
          refusal = error;
        }
      }
      throw refusal;
    },
  };
}

interface SealKey {
  /** Eight letters that tell keys apart, and nothing of the secret. */
  id: string;
  key: CryptoKey;
}

/** HKDF turns a secret of any length into a key of the right one, and into a name that says nothing of it. */
async function importKey(secret: string): Promise<SealKey> {
  const usages: ("deriveKey" | "deriveBits")[] = ["deriveKey", "deriveBits"];
  const material = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, usages);
  const derivation = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoder.encode(info),
  });
  const form = { name: "AES-GCM", length: 256 };
  const key = crypto.subtle.deriveKey(derivation("zapin-seal-v1"), material, form, false, ["encrypt", "decrypt"]);
  const id = crypto.subtle.deriveBits(derivation("zapin-seal-id"), material, 32);
  return { id: hexOf(new Uint8Array(await id)), key: await key };
}

function partsOf(sealed: string): { keyId: string | null; iv: string; bytes: string } {
  const [version, ...parts] = sealed.split(".");
  const keyId = version === "v2" ? parts.shift() : null;
  const [iv, bytes] = parts;
  if ((version !== "v1" && version !== "v2") || keyId === undefined || !iv || !bytes) {
    throw new AppError("seal_form", "A stored secret is not readable.");
  }
  return { keyId, iv, bytes };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

const encoder = new TextEncoder();
