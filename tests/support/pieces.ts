/** The bytes in pieces that end at the given places. */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return ends.slice(1).map((until, at) => bytes.slice(ends[at], until));
}
