import * as z from "zod";
import { keyPattern } from "./key-form";
import { isNetwork } from "./network";
import { ownLimits, type OwnLimits } from "./own-limits";
import { scopes, type Scope } from "./scope";

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

/** The environment of a stored key: its prefix keeps it. Keys that Zapin did not make are live. */
export function keyEnvironmentOf(prefix: string): KeyEnvironment {
  return prefix.startsWith("zpn_sandbox_") ? "sandbox" : "live";
}

/** What can be chosen for a key, at its birth and later. `null` takes a limit away again. */
const keyChoices = z.object({
  name: z
    .string({ error: "must be a string" })
    .trim()
    .min(1, "must not be empty")
    .max(80, "must be at most 80 characters"),
  limits: ownLimits.optional(),
  scopes: z
    .array(z.enum(scopes, { error: `must be one of ${scopes.join(", ")}` }), { error: "must be a list of scopes" })
    .min(1, "must hold at least one scope; leave it out for all of them")
    .nullable()
    .optional(),
  networks: z
    .array(z.string().refine(isNetwork, "must be an address or a CIDR range, such as 203.0.113.0/24"), {
      error: "must be a list of addresses",
    })
    .min(1, "must hold at least one network; leave it out for all of them")
    .max(50, "must hold at most 50 networks")
    .nullable()
    .optional(),
  expiresAt: z.iso
    .datetime({ offset: true, error: "must be a moment such as 2027-01-31T00:00:00Z" })
    .transform((text) => Date.parse(text))
    .nullable()
    .optional(),
});

export const keyInput = keyChoices.extend({
  /** A sandbox key works on simulated phones only, so it may stand in tests and examples. */
  environment: z.enum(keyEnvironments, { error: "must be live or sandbox" }).default("live"),
  instance: z.string({ error: "must be a string" }).min(1).max(100).optional(),
});
export type KeyInput = z.input<typeof keyInput>;

export const keyChange = keyChoices.partial().strict();

/** How long a key's last secret goes on working after a rotation. */
export const rotationGraces = { now: 0, "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export const rotationInput = z.object({
  grace: z.enum(["now", "1h", "24h", "7d"], { error: "must be now, 1h, 24h or 7d" }).default("now"),
});

export interface PublicKey {
  id: string;
  name: string;
  kind: "tenant" | "instance";
  /** `zpn_live_…abcd` */
  prefix: string;
  environment: KeyEnvironment;
  /** The only instance it works on; null for all of the tenant's. */
  instance: string | null;
  limits: OwnLimits;
  /** What it may do; null for everything. */
  scopes: Scope[] | null;
  /** Where it works from; null for everywhere. */
  networks: string[] | null;
  usage: { messages: number };
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
  /** Until when the secret before the last rotation still works; null when there is none. */
  previousUntil: number | null;
}

/** A key at the one moment at which its secret is known. */
export type IssuedKey = PublicKey & { key: string };
