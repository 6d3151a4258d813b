/** A call that must be done at most once, however often it is sent. */
export interface IdempotencyClaim {
  /** Hash of the caller's key and its `Idempotency-Key`: one caller never meets another's answers. */
  id: string;
  /** Hash of what was asked. The same key with another request is a mistake of the caller's. */
  fingerprint: string;
}

/** An answer as it is kept for repetitions; the body is sealed. */
export interface KeptAnswer {
  status: number;
  contentType: string | null;
  body: string;
}

/** For how long a repetition gets the first answer. */
export const idempotencyKeptMs = 24 * 60 * 60_000;

/** The longest key that is taken; they are random ids, not texts. */
const keyForm = /^[\x21-\x7e]{1,255}$/;

export function isIdempotencyKey(text: string): boolean {
  return keyForm.test(text);
}
