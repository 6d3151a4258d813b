/** The text of a body, or null when it is longer than `limit` bytes. No more than that is ever held. */
export async function textUpTo(body: ReadableStream<Uint8Array> | string, limit: number): Promise<string | null> {
  if (typeof body === "string") return body;
  const bytes = await bytesUpTo(body, limit);
  return bytes && new TextDecoder().decode(bytes);
}

/** The same in bytes. */
export async function bytesUpTo(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
