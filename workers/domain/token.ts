/**
 * Is a token that somebody brings along (from an Evolution server, or as `token` of a create) hard enough
 * to guess that it may open an instance from the whole internet? Tokens of Evolution's own making are
 * UUIDs and pass; words, dates and rows of keys do not.
 */
export function isSafeToken(token: string): boolean {
  if (!tokenForm.test(token) || token.startsWith("zpn_")) return false;
  if (new Set(token.toLowerCase()).size < fewestCharacters) return false;
  // "abcdef…", "111…" and "1234567890…" have length and variety, and are the first that anybody tries.
  let steps = 0;
  for (let at = 1; at < token.length; at++) {
    if (Math.abs(token.charCodeAt(at) - token.charCodeAt(at - 1)) <= 1) steps++;
  }
  return steps * 2 < token.length && !repeats(token);
}

/** Whether it is one short text written again and again. */
function repeats(token: string): boolean {
  const again = (token + token).indexOf(token, 1);
  return again < token.length && again <= token.length / 2;
}

/** Visible ASCII, as it can stand in a header. */
export const tokenForm = /^[\x21-\x7e]{24,255}$/;
const fewestCharacters = 8;
