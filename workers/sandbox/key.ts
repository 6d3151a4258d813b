/**
 * The sandbox's global key, as a real server has one in its configuration. Derived, so that the
 * gateway and the phones agree on it without anyone having to set it.
 */
export async function sandboxGlobalKey(env: Pick<Env, "KEY_SECRET">): Promise<string> {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    text.encode(env.KEY_SECRET),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign("HMAC", key, text.encode("sandbox-global-key"));
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
