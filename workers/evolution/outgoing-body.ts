/** A body on its way upstream, which may turn out larger than it is allowed to be. */
export interface OutgoingBody {
  stream: ReadableStream<Uint8Array> | string | null;
  /** Was it broken off? Known once upstream's answer, or the failure to get one, is there. */
  wasCut(): boolean;
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
  if (body === null || typeof body === "string" || contentLength !== null) return { stream: body, wasCut: () => false };
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) controller.error(new Error("The body is too large."));
      else controller.enqueue(chunk);
    },
  });
  return { stream: body.pipeThrough(counted), wasCut: () => bytes > limitBytes };
}
