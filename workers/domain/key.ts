import * as z from "zod";

/**
 * An API key reads `zpn_<environment>_<tenant>_<secret>_<check>`. It names its tenant, so one hop
 * reaches the Object that knows it, and `check` (a truncated HMAC) lets a door refuse a made-up
 * key without waking any Object.
 */
export interface KeyParts {
  environment: KeyEnvironment;
  tenantId: string;
  secret: string;
  check: string;
  /** Everything before the last underscore: what the check signs. */
  signed: string;
}

export const keyEnvironments = ["live", "sandbox"] as const;
export type KeyEnvironment = (typeof keyEnvironments)[number];

/** The form of a key, for secret scanners and for us. */
export const keyPattern = /^(zpn_(live|sandbox)_([a-z0-9]{16})_([A-Za-z0-9]{32}))_([a-f0-9]{10})$/;

export function parseKey(text: string): KeyParts | null {
  const match = keyPattern.exec(text);
  if (!match) return null;
  const [, signed, environment, tenantId, secret, check] = match as unknown as [
    string,
    string,
    KeyEnvironment,
    string,
    string,
    string,
  ];
  return { environment, tenantId, secret, check, signed };
}

/** What may be shown of a key after it was made: enough to tell two apart, too little to use. */
export function keyPrefix(key: string): string {
  const parts = parseKey(key);
  return parts ? `zpn_${parts.environment}_…${parts.secret.slice(-4)}` : "…";
}

export const keyInput = z.object({
  name: z
    .string({ error: "must be a string" })
    .trim()
    .min(1, "must not be empty")
    .max(80, "must be at most 80 characters"),
  instance: z.string({ error: "must be a string" }).min(1).max(100).optional(),
  limits: z
    .object({
      messages: z
        .number({ error: "must be a whole number" })
        .int("must be a whole number")
        .min(0, "must not be negative")
        .max(1_000_000_000, "must be at most 1,000,000,000")
        .optional(),
    })
    .strict()
    .optional(),
});
export type KeyInput = z.infer<typeof keyInput>;

export interface PublicKey {
  id: string;
  name: string;
  kind: "tenant" | "instance";
  /** `zpn_live_…abcd` */
  prefix: string;
  /** The only instance it works on; null for all of the tenant's. */
  instance: string | null;
  limits: { messages: number | null };
  usage: { messages: number };
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

/** A key at the one moment at which its secret is known. */
export type IssuedKey = PublicKey & { key: string };
