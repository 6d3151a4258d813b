import type { KeyEnvironment } from "../domain/key";
import { parseKey } from "../domain/key";
import { hexOf, hmac, hmacKey, randomText, sha256Hex, textOf } from "./bytes";
import { RecentMap } from "./recent-map";
import { makeRelayToken, readRelayToken, type RelaySubject } from "./relay-token";
import { sameText } from "./same-text";
import { makeSeal, type Seal } from "./seal";

/**
 * Everything that is made or judged with the deployment's secrets. Built once per isolate;
 * WebCrypto keys are imported at the first use.
 */
export interface Secrets {
  /** A new API key of a tenant, and the hash by which it is stored. */
  issueKey(environment: KeyEnvironment, tenantId: string): Promise<{ key: string; hash: string }>;
  /**
   * The key of one instance. It is derived, not stored, because Evolution shows an instance's token
   * in every `fetchInstances` answer and event, while the database keeps only hashes.
   */
  instanceKey(instance: { tenantId: string; instanceId: string; keyGeneration: number }): Promise<string>;
  /** Tenant and hash of a key that this deployment made; null for anything else, without asking anyone. */
  recognizeKey(text: string): Promise<{ tenantId: string; hash: string } | null>;
  /** The part of a hook address that proves that we gave it to upstream for this very instance. */
  hookToken(server: string, upstreamName: string): Promise<string>;
  /** The upstream name in a hook token of ours; null for anything else. */
  readHookToken(server: string, token: string): Promise<string | null>;
  /** What upstream is given for a bot or a credential, in an address of the relay or in place of an API key. */
  relayToken(subject: RelaySubject): Promise<string>;
  /** Whose traffic a relay token of ours stands for; null for anything else, without asking anyone. */
  readRelayToken(text: string): Promise<RelaySubject | null>;
  /** Letters and digits that belong to a purpose: the same in every call, unknown to everyone else. */
  derive(purpose: string, length: number): Promise<string>;
  seal: Seal;
}

export function makeSecrets(env: Pick<Env, "KEY_SECRET" | "DATA_SECRET" | "DATA_SECRET_PREVIOUS">): Secrets {
  const signing = hmacKey(env.KEY_SECRET);
  // That a key is of ours never changes; whether it still opens anything is the hub's to say. The same
  // few keys come again and again, and the two hashes are the dearest part of a small request.
  const recognized = new RecentMap<string, { tenantId: string; hash: string }>(2_000);
  const relayed = new RecentMap<string, RelaySubject>(2_000);
  const sign = async (purpose: string, text: string) => hmac(await signing, `${purpose}\n${text}`);

  const checkOf = async (signed: string) => hexOf(await sign("key-check", signed)).slice(0, 10);
  const keyFrom = async (environment: KeyEnvironment, tenantId: string, secret: string) => {
    const signed = `zpn_${environment}_${tenantId}_${secret}`;
    return `${signed}_${await checkOf(signed)}`;
  };
  const hookMac = async (server: string, name: string) => hexOf(await sign(`hook:${server}`, name)).slice(0, 32);

  return {
    seal: makeSeal(env.DATA_SECRET, env.DATA_SECRET_PREVIOUS),

    async issueKey(environment, tenantId) {
      const key = await keyFrom(environment, tenantId, randomText(32));
      return { key, hash: await sha256Hex(key) };
    },

    async instanceKey({ tenantId, instanceId, keyGeneration }) {
      const bytes = await sign("instance-key", `${instanceId}:${keyGeneration}`);
      return keyFrom("live", tenantId, textOf(bytes, 32));
    },

    async recognizeKey(text) {
      const known = recognized.get(text);
      if (known) return known;
      const parts = parseKey(text);
      if (!parts || !sameText(await checkOf(parts.signed), parts.check)) return null;
      const key = { tenantId: parts.tenantId, hash: await sha256Hex(text) };
      recognized.set(text, key);
      return key;
    },

    relayToken: (subject) => makeRelayToken(sign, subject),

    async readRelayToken(text) {
      const known = relayed.get(text);
      if (known) return known;
      const subject = await readRelayToken(sign, text);
      if (subject) relayed.set(text, subject);
      return subject;
    },

    derive: async (purpose, length) => textOf(await sign("derive", purpose), length),

    async hookToken(server, upstreamName) {
      return `${await hookMac(server, upstreamName)}.${encodeURIComponent(upstreamName)}`;
    },

    async readHookToken(server, token) {
      const name = decoded(token.slice(33));
      if (!name || token[32] !== ".") return null;
      return sameText(await hookMac(server, name), token.slice(0, 32)) ? name : null;
    },
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
