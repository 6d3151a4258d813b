import { hexOf, hmac, hmacKey } from "../secrets/bytes";

/**
 * The sandbox's global key, as a real server has one in its configuration. Derived, so that the
 * gateway and the phones agree on it without anyone having to set it.
 */
export async function sandboxGlobalKey(env: Pick<Env, "KEY_SECRET">): Promise<string> {
  return hexOf(await hmac(await hmacKey(env.KEY_SECRET), "sandbox-global-key"));
}
