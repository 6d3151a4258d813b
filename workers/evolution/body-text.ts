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
  return joined(chunks, length);
}

/** Reads a body until it ends or is known to be longer than `limit` bytes. The rest of it can be read from there on. */
export async function readBeginning(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; rest: ReadableStream<Uint8Array> | null }> {
  if (!body) return { bytes: new Uint8Array(), rest: null };
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (!ended && length <= limit) {
    const { done, value } = await reader.read();
    ended = done;
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
  }
  reader.releaseLock();
  return { bytes: joined(chunks, length), rest: ended ? null : body };
}

/**
 * The rest of a body piece by piece. One buffer goes back and forth, so a piece is good until the next is asked
 * for: new ones would leave tens of megabytes for the garbage collector before it runs. Fails with the signal,
 * so that what was cut is never taken for the end.
 */
export async function* piecesOf(
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader({ mode: "byob" });
  const stop = () => void reader.cancel().catch(() => {});
  signal?.addEventListener("abort", stop);
  let buffer = new ArrayBuffer(bufferBytes);
  try {
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      signal?.throwIfAborted();
      if (done) return;
      yield value;
      buffer = value.buffer as ArrayBuffer;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    await reader.cancel().catch(() => {});
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const bufferBytes = 64 * 1024;
