import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { isSafeToken, tokenForm } from "../../domain/token";
import { sha256Hex } from "../../secrets/bytes";

interface Adoption {
  tenantId: string;
  instanceId: string;
  token: string;
}

/**
 * Lets a token that Zapin did not make work as a key of one instance, beside the instance's own. It lies
 * with the other keys as its hash, so the hub admits, counts and revokes it like any of them.
 * The instance's row must exist. The caller refreshes the hub.
 */
export async function adoptToken(
  ctx: Ctx,
  { tenantId, instanceId, token }: Adoption,
): Promise<Outcome<{ id: string }>> {
  if (!isSafeToken(token)) return unsafeToken;
  const hash = await sha256Hex(token);
  const row = {
    id: `key_${crypto.randomUUID()}`,
    tenantId,
    name: "Token",
    kind: "instance" as const,
    hash,
    prefix: `…${token.slice(-4)}`,
    instanceId,
    createdAt: ctx.now(),
    revokedAt: null,
  };
  // A token names no tenant, so one that opens something already cannot open a second thing.
  const kept = await ctx.db
    .insert(apiKey)
    .values(row)
    .onConflictDoUpdate({ target: apiKey.hash, set: row, setWhere: isNotNull(apiKey.revokedAt) })
    .returning({ id: apiKey.id });
  if (kept.length === 0) {
    // Asked again after a step that was cut off, it is the instance's own already.
    const [held] = await ctx.db.select().from(apiKey).where(eq(apiKey.hash, hash));
    if (held?.instanceId === instanceId) return done({ id: held.id });
    return refuse("conflict", "This token is in use for another instance.", { field: "token" });
  }
  remember(hash, tenantId, ctx.now());
  return done({ id: row.id });
}

/** Refuses a token before anything is done with it. */
export function judgeToken(token: string): Outcome<true> {
  return isSafeToken(token) ? done(true) : unsafeToken;
}

const unsafeToken = refuse(
  "invalid_input",
  "token: must be at least 24 characters that nobody can guess, such as a random UUID",
  { field: "token" },
);

/**
 * The tenant of a key that is not of our form; null for a stranger's. Unlike our own keys such a text
 * does not say whose it is, so D1 is asked, and each isolate remembers the answer for a moment:
 * a program that uses its old token costs one read a minute, one that guesses costs no Object anything.
 */
export async function findForeignToken(ctx: Ctx, text: string): Promise<{ tenantId: string; hash: string } | null> {
  if (!tokenForm.test(text) || text.startsWith("zpn_")) return null;
  const hash = await sha256Hex(text);
  const now = ctx.now();
  const known = remembered.get(hash);
  if (known && known.until > now) return known.tenantId === null ? null : { tenantId: known.tenantId, hash };
  const [row] = await ctx.db
    .select({ tenantId: apiKey.tenantId })
    .from(apiKey)
    .where(and(eq(apiKey.hash, hash), isNull(apiKey.revokedAt)));
  remember(hash, row?.tenantId ?? null, now);
  return row ? { tenantId: row.tenantId, hash } : null;
}

/** Per isolate, by hash. Whether the key still opens anything is the hub's to say, at every request. */
const remembered = new Map<string, { tenantId: string | null; until: number }>();

function remember(hash: string, tenantId: string | null, now: number): void {
  if (remembered.size >= mostRemembered) {
    // The oldest half: a flood of guesses must not push out every real one for nothing.
    let left = mostRemembered / 2;
    for (const old of remembered.keys()) {
      if (left-- <= 0) break;
      remembered.delete(old);
    }
  }
  remembered.delete(hash);
  remembered.set(hash, { tenantId, until: now + (tenantId === null ? unknownForMs : knownForMs) });
}

const mostRemembered = 10_000;
const knownForMs = 60_000;
/** Short, since a token may be brought in through another isolate a moment after it was refused here. */
const unknownForMs = 5_000;
