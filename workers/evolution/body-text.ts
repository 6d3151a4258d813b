/** The text of a body, or null when it is longer than `limit` bytes. No more than that is ever held. */
export async function textUpTo(body: ReadableStream<Uint8Array> | string, limit: number): Promise<string | null> {
  if (typeof body === "string") return body;
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
