/** A body on its way upstream, which may turn out larger than it is allowed to be. */
export interface OutgoingBody {
  stream: ReadableStream<Uint8Array> | string | null;
  /**
   * Aborted when the body cannot be sent whole; the call must then be dropped. To break the stream would
   * not do: the runtime would send its end, and upstream would take the half for the whole.
   */
  broken: AbortSignal | null;
}

/**
 * Sends a body on without holding it. One whose length the client told has been judged by it, and the
 * runtime passes its bytes on without our seeing them; one of unknown length is counted as it flows.
 */
export function outgoingBody(
  body: ReadableStream<Uint8Array> | string | null,
  contentLength: number | null,
  limitBytes: number,
): OutgoingBody {
  if (body === null || typeof body === "string" || contentLength !== null) return { stream: body, broken: null };
  const { readable, writable } = new IdentityTransformStream();
  const breaking = new AbortController();
  countedInto(body, writable, limitBytes).catch((error: unknown) => breaking.abort(error));
  return { stream: readable, broken: breaking.signal };
}

/**
 * One buffer goes back and forth between the two streams. A chunk of its own for each read would leave
 * tens of megabytes for the garbage collector before it runs.
 */
async function countedInto(
  body: ReadableStream<Uint8Array>,
  writable: WritableStream<Uint8Array>,
  limitBytes: number,
): Promise<void> {
  const reader = body.getReader({ mode: "byob" });
  const writer = writable.getWriter();
  let buffer = new ArrayBuffer(bufferBytes);
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    bytes += value.byteLength;
    if (bytes > limitBytes) throw new Error("The body is too large.");
    await writer.write(value);
    buffer = value.buffer as ArrayBuffer;
  }
  await writer.close();
}

const bufferBytes = 64 * 1024;
