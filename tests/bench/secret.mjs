import { createHmac } from "node:crypto";

/** The secret of every measured server. */
export const keySecret = "bench-key-secret-0123456789abcdef";

/** The first 32 digits of its mac of a text, as the Worker makes them for what it hands out. */
export function macOf(text) {
  return createHmac("sha256", keySecret).update(text).digest("hex").slice(0, 32);
}

/** Where the environment's server tells of an instance's events. */
export function hookPath(upstreamName) {
  return `/hooks/evolution/evolution/${macOf(`hook:evolution\n${upstreamName}`)}.${encodeURIComponent(upstreamName)}`;
}
