import * as z from "zod";

/** What an operator sees of a server. */
export interface ServerView {
  id: string;
  name: string;
  /** Null for the sandbox. */
  baseUrl: string | null;
  /** Set in the environment, or the sandbox: it cannot be removed here. */
  builtIn: boolean;
  /** The tenant that brought it along, whom alone it serves. */
  tenant: { id: string; name: string } | null;
  /** Null for the sandbox, which has no limit. */
  capacity: number | null;
  weight: number;
  draining: boolean;
  load: number;
  health: ServerHealth;
}

export interface ServerHealth {
  state: "unknown" | "working" | "shaky" | "failing";
  checkedAt: number | null;
  failures: number;
  failure: ServerFailure | null;
  latencyMs: number | null;
}

/** Why a server did not pass its check. */
export const serverFailures = ["unreachable", "timeout", "key", "answer"] as const;
export type ServerFailure = (typeof serverFailures)[number];

/** Two checks in a row: one alone may have met a restart. */
export const failingAfter = 2;
export const defaultCapacity = 500;

export function isFailing(failures: number): boolean {
  return failures >= failingAfter;
}

export function healthOf(row: {
  checkedAt: number | null;
  failures: number;
  failure: string | null;
  latencyMs: number | null;
}): ServerHealth {
  const { checkedAt, failures, latencyMs } = row;
  const state = isFailing(failures) ? "failing" : failures > 0 ? "shaky" : checkedAt === null ? "unknown" : "working";
  return {
    state,
    checkedAt,
    failures,
    failure: serverFailures.find((known) => known === row.failure) ?? null,
    latencyMs,
  };
}

const name = z
  .string({ error: "must be a string" })
  .trim()
  .min(1, "must not be empty")
  .max(60, "must be at most 60 characters");
const capacity = z.coerce
  .number({ error: "must be a whole number" })
  .int("must be a whole number")
  .min(0, "must not be negative")
  .max(100_000, "must be at most 100,000");
const weight = z.coerce
  .number({ error: "must be a whole number" })
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(100, "must be at most 100");
export const globalKey = z
  .string({ error: "must be a string" })
  .trim()
  .regex(/^[\x21-\x7e]{1,512}$/, "must be the server's AUTHENTICATION_API_KEY");

export const serverInput = z.object({ name, baseUrl: z.string().max(500), globalKey, capacity, weight });

export const serverChange = z.object({
  id: z.string(),
  name: name.optional(),
  capacity: capacity.optional(),
  weight: weight.optional(),
  draining: z.boolean().optional(),
  /** A new key, tried before it is kept. */
  globalKey: globalKey.optional(),
});

/**
 * The root of an Evolution server, from whatever of its addresses somebody copied: people paste the
 * manager's. Null when it is no http(s) address.
 */
export function serverRoot(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username || url.password) return null;
  const path = url.pathname.replace(/\/manager(\/.*)?$/, "").replace(/\/+$/, "");
  return `${url.origin}${path}`;
}
