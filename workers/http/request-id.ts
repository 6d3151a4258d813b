/** A new request's number. It begins with the moment, by which the request log finds it again without an index. */
export function newRequestId(): string {
  return `req_${Date.now().toString(16).padStart(12, "0")}${randomHex()}`;
}

/** Ten random bytes. They are fetched for many requests at once: to ask the runtime for each is dear on the hot path. */
function randomHex(): string {
  if (taken === pool.length) {
    crypto.getRandomValues(pool);
    taken = 0;
  }
  let hex = "";
  for (const end = taken + idBytes; taken < end; taken++) hex += hexOf[pool[taken]!]!;
  return hex;
}

const idBytes = 10;
const pool = new Uint8Array(idBytes * 128);
let taken = pool.length;
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
