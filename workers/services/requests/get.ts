import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { user } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { keyNames } from "./key-names";
import type { RequestView } from "./list";

/** All that the log knows of one request, by the id that its answer carried. */
export async function getRequest(
  ctx: Ctx,
  input: { id: string },
): Promise<Outcome<RequestView & { user: string | null }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const request = await ctx.journal(actor.tenantId).getRequest(input.id.slice(0, 100));
  if (!request) {
    return refuse("not_found", "There is no such request in the log. It may be older than your plan keeps it.");
  }
  const names = await keyNames(ctx, actor.tenantId, [request.keyId]);
  const [person] = request.userId
    ? await ctx.db.select({ name: user.name }).from(user).where(eq(user.id, request.userId))
    : [];
  return done({ ...request, key: names.get(request.keyId ?? "") ?? null, user: person?.name ?? null });
}
