/**
 * What a verb answers when "no" is an expected answer. A caller must look at `ok`
 * before it can touch the value, and the compiler lists every refusal to it.
 */
export type Outcome<Value, Refused extends Refusal = Refusal> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refused };

/** Why something was refused, in a form that every door can dress in its own shape. */
export interface Refusal {
  code: RefusalCode;
  /** One English sentence that says what to do. Safe to show to anyone who may see the refusal. */
  message: string;
  /** The input field at fault, for forms. */
  field?: string;
  /** Seconds until the same request may pass. Only with `rate_limited` and `quota_exceeded`. */
  retryAfterSeconds?: number;
  /** The limit that was met. Only with `rate_limited` and `quota_exceeded`. */
  limit?: { name: string; limit: number; remaining: number; opensAt: string; raise: string };
}

export const refusalStatus = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  email_unverified: 403,
  name_taken: 403,
  plan_limit: 403,
  tenant_suspended: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  idempotency_mismatch: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  upstream_failed: 502,
  upstream_unavailable: 503,
  upstream_timeout: 504,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusalStatus;

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refuse<Code extends RefusalCode>(
  code: Code,
  message: string,
  more: Omit<Refusal, "code" | "message"> = {},
): { ok: false; refusal: Refusal & { code: Code } } {
  return { ok: false, refusal: { code, message, ...more } };
}

/** The first complaint of a zod error, as a refusal that names its field. */
export function refuseInput(error: { issues: readonly { path: PropertyKey[]; message: string }[] }) {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join(".") || undefined;
  const text = issue?.message ?? "The input is not valid.";
  return refuse("invalid_input", field ? `${field}: ${text}` : text, field ? { field } : {});
}
