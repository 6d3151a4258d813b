import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { server as serverTable } from "../../db/schema";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { serverInput, serverRoot } from "../../domain/server";
import { sealedFor } from "../../evolution/server";
import { randomText } from "../../secrets/bytes";
import { operatorsOnly } from "../refusals";
import { tryServer } from "./probe";

/**
 * Adds a server for every tenant, once it has answered with this key. Operators may name addresses
 * inside their own network: that is where their servers are.
 */
export async function addServer(ctx: Ctx, input: unknown): Promise<Outcome<{ id: string }>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const parsed = serverInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { name, globalKey, capacity, weight } = parsed.data;
  const baseUrl = serverRoot(parsed.data.baseUrl);
  if (!baseUrl) {
    return refuse("invalid_input", "baseUrl: must be an address that begins with http:// or https://", {
      field: "baseUrl",
    });
  }
  const same = and(eq(serverTable.baseUrl, baseUrl), isNull(serverTable.tenantId));
  const known = await ctx.db.select({ id: serverTable.id }).from(serverTable).where(same);
  if (known.length > 0 || ctx.settings.evolution?.baseUrl === baseUrl) {
    return refuse("conflict", "baseUrl: this server is in the list already", { field: "baseUrl" });
  }
  const tried = await tryServer({ baseUrl, globalKey });
  if (!tried.ok) return tried;

  const id = newServerId();
  const now = ctx.now();
  await ctx.db.insert(serverTable).values({
    id,
    name,
    baseUrl,
    globalKey: await ctx.secrets.seal.close(globalKey, sealedFor(id)),
    capacity,
    weight,
    checkedAt: now,
    latencyMs: tried.value.latencyMs,
    createdAt: now,
    updatedAt: now,
  });
  return done({ id });
}

/** It stands in hook addresses: letters and digits only. */
export function newServerId(): string {
  return randomText(12).toLowerCase();
}
