import { and, eq } from "drizzle-orm";
import type * as z from "zod";
import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import type { keyChange } from "../../domain/key";
import { done, refuse, type Outcome } from "../../domain/outcome";

type KeyChoices = Omit<z.output<typeof keyChange>, "name">;
type ChosenColumns = Partial<
  Pick<typeof apiKey.$inferInsert, "messagesLimit" | "requestsLimit" | "scopes" | "networks" | "expiresAt">
>;

/** What was chosen for a key, as columns; what was left out stays out. */
export function columnsOf(ctx: Ctx, choices: KeyChoices): Outcome<ChosenColumns> {
  const { limits, scopes, networks, expiresAt } = choices;
  if (expiresAt != null && expiresAt <= ctx.now()) {
    return refuse("invalid_input", "expiresAt: must lie in the future", { field: "expiresAt" });
  }
  const columns: ChosenColumns = {};
  if (limits && "messages" in limits) columns.messagesLimit = limits.messages ?? null;
  if (limits && "requests" in limits) columns.requestsLimit = limits.requests ?? null;
  if (scopes !== undefined) columns.scopes = scopes;
  if (networks !== undefined) columns.networks = networks;
  if (expiresAt !== undefined) columns.expiresAt = expiresAt;
  return done(columns);
}

/** May the actor change keys at will? Changing or rotating another key would let a narrow one become wide. */
export async function mayManageKeys(ctx: Ctx): Promise<boolean> {
  return ctx.actor.kind !== "key" || (await restrictions(ctx)).length === 0;
}

/** What a key that makes keys is held to itself; none for people and for keys without restrictions. */
export async function restrictions(ctx: Ctx): Promise<string[]> {
  const { actor } = ctx;
  if (actor.kind !== "key") return [];
  const [own] = await ctx.db
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.id, actor.keyId), eq(apiKey.tenantId, actor.tenantId)));
  const held = { scopes: own?.scopes, networks: own?.networks, expiry: own?.expiresAt, messages: own?.messagesLimit };
  if (actor.sandboxOnly) return ["environment"];
  return own ? Object.entries(held).flatMap(([name, value]) => (value == null ? [] : [name])) : ["unknown"];
}

export const restrictedKey = refuse(
  "forbidden",
  "A key with restrictions of its own (sandbox, scopes, networks, expiry, budget) can make no keys and change none.",
);
