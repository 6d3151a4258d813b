import type { Ctx } from "../context";
import { isIdempotencyKey, type IdempotencyClaim, type KeptAnswer } from "../domain/idempotency";
import { refuse, type Refusal } from "../domain/outcome";
import { sha256Hex } from "../secrets/bytes";
import { bytesUpTo } from "./body-text";

interface Asked {
  /** The `Idempotency-Key` header. */
  key: string;
  /** Hash of the API key that sent it. */
  caller: string;
  method: string;
  /** Path and query: what is asked, beside the body. */
  target: string;
}

/**
 * The claim of a call that carries an `Idempotency-Key`. Its body is read whole, since the claim covers
 * every byte of it; `body` is what goes on in its place.
 */
export async function claimOf(
  asked: Asked,
  stream: ReadableStream<Uint8Array> | null,
): Promise<{ claim: IdempotencyClaim; body: Uint8Array<ArrayBuffer> } | { refused: Refusal }> {
  if (!isIdempotencyKey(asked.key)) {
    const text = "Idempotency-Key must be 1 to 255 visible characters, such as a random UUID.";
    return { refused: refuse("invalid_input", text).refusal };
  }
  const body = await bytesUpTo(stream, bodyLimitBytes);
  if (!body) {
    const text = "With an Idempotency-Key a body may be at most 8 MB. Send media by address instead.";
    return { refused: refuse("too_large", text).refusal };
  }
  const head = `${asked.method} ${asked.target}\n`;
  const fingerprint = await sha256Hex(`${head}${await sha256Hex(body)}`);
  return { claim: { id: await sha256Hex(`${asked.caller}\n${asked.key}`), fingerprint }, body };
}

/** Why a repetition gets no answer. */
export function repetitionRefusal(state: "in_flight" | "mismatch" | "lost"): Refusal {
  switch (state) {
    case "in_flight":
      return refuse("conflict", "The first request with this Idempotency-Key is still under way.", {
        retryAfterSeconds: 5,
      }).refusal;
    case "mismatch":
      return refuse("idempotency_mismatch", "This Idempotency-Key was used for another request. Take a new one.")
        .refusal;
    case "lost":
      return refuse(
        "conflict",
        "The first request with this Idempotency-Key was interrupted, and may have been carried out. Look before you send it under a new key.",
      ).refusal;
  }
}

/** The first answer once more, as it was. */
export async function replay(ctx: Ctx, claim: IdempotencyClaim, kept: KeptAnswer): Promise<Response> {
  const body = await ctx.secrets.seal.open(kept.body, sealContext(claim.id));
  const headers = new Headers({ "idempotent-replayed": "true" });
  if (kept.contentType) headers.set("content-type", kept.contentType);
  return new Response(body, { status: kept.status, headers });
}

/**
 * Keeps an answer for repetitions, or forgets the call if it was not carried out, so that the same key may
 * try again. Awaited before the answer goes out: a repetition that comes at once must find it.
 */
export async function settleClaim(
  ctx: Ctx,
  tenantId: string,
  claim: IdempotencyClaim,
  response: Response,
  carriedOut: boolean,
): Promise<Response> {
  const hub = ctx.hub(tenantId);
  if (!carriedOut) {
    await hub.forgetClaim(claim.id);
    return response;
  }
  const text = await response.text();
  // An answer may hold a key that is shown once; at rest nobody reads it.
  const body = await ctx.secrets.seal.close(text, sealContext(claim.id));
  await hub.keepAnswer(claim.id, { status: response.status, contentType: response.headers.get("content-type"), body });
  return new Response(text, { status: response.status, headers: response.headers });
}

function sealContext(id: string): string {
  return `idempotency:${id}`;
}

const bodyLimitBytes = 8 * 1024 * 1024;
