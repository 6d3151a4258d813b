/** Why a JSON text is not read: what it would cost is out of all proportion to what it says. */
export type ShapeVerdict = "fine" | "too_deep" | "too_many";

/**
 * Looks at the form of a JSON text before it is parsed. A few megabytes of brackets become hundreds of
 * megabytes of objects, and a nest of thousands overflows the stack of whoever writes it out again.
 */
export function judgeShape(bytes: Uint8Array): ShapeVerdict {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case quote:
        at = endOfString(bytes, at + 1);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > deepest) return "too_deep";
        if (++parts > mostParts) return "too_many";
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
        if (++parts > mostParts) return "too_many";
        break;
    }
  }
  return "fine";
}

/** Where the string that begins at `from` ends: at the next quote with an even number of backslashes before it. */
function endOfString(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let before = at - 1;
    while (before >= from && bytes[before] === backslash) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return bytes.length;
}

const quote = 0x22;
const backslash = 0x5c;
const deepest = 200;
/** WhatsApp's history comes in lists of some ten thousand messages, with their bytes as members of objects. */
const mostParts = 2_000_000;
