import { and, eq, isNull } from "drizzle-orm";
import type * as z from "zod";
import type { Ctx } from "../../context";
import type { endpoint } from "../../db/schema";
import { instance as instanceTable } from "../../db/schema";
import { judgeAddress } from "../../domain/address";
import { everyEvent, type endpointChange } from "../../domain/endpoint";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { ownHosts } from "../webhooks/own-hosts";

type Columns = Partial<typeof endpoint.$inferInsert>;

/** What was chosen for an endpoint, as its columns: names of instances as ids, headers sealed, the address judged. */
export async function columnsOf(
  ctx: Ctx,
  tenantId: string,
  id: string,
  chosen: z.output<typeof endpointChange>,
): Promise<Outcome<Columns>> {
  const { url, description, enabled, instances, events, format, headers, concurrency, ratePerSecond } = chosen;
  const columns: Columns = {};
  if (url !== undefined) {
    const verdict = judgeAddress(url, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
    if (!verdict.allowed) return refuse("invalid_input", `url: ${verdict.reason}`, { field: "url" });
    columns.url = url;
  }
  if (instances !== undefined) {
    const ids = instances && (await idsOf(ctx, tenantId, instances));
    if (ids && !ids.ok) return ids;
    columns.instances = ids && ids.value;
  }
  if (headers !== undefined) columns.headers = await ctx.secrets.seal.close(JSON.stringify(headers), `endpoint:${id}`);
  if (events !== undefined) columns.events = events === null ? [everyEvent] : [...new Set(events)];
  if (enabled !== undefined) Object.assign(columns, { enabled, disabledReason: null, disabledAt: null });
  const plain = { description, format, concurrency, ratePerSecond };
  return done({ ...columns, ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) });
}

async function idsOf(ctx: Ctx, tenantId: string, names: readonly string[]): Promise<Outcome<string[]>> {
  // All of the tenant's: D1 takes a hundred parameters, and a list may hold a thousand names.
  const rows = await ctx.db
    .select({ id: instanceTable.id, name: instanceTable.name })
    .from(instanceTable)
    .where(and(eq(instanceTable.tenantId, tenantId), isNull(instanceTable.deletedAt)));
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  const unknown = names.find((name) => !ids.has(name));
  return unknown === undefined
    ? done([...new Set(names.map((name) => ids.get(name)!))])
    : refuse("invalid_input", `instances: there is no instance "${unknown.slice(0, 60)}"`, { field: "instances" });
}
