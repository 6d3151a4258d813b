import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { requestsInput, type LoggedRequest } from "../../domain/request";
import { forbidden } from "../refusals";
import { keyNames } from "./key-names";

/** A request, with the name of the key that made it. */
export interface RequestView extends LoggedRequest {
  /** What people call the key; null for a key that is gone, and for whoever used none. */
  key: string | null;
}

/** The newest requests that match, newest first. `next`, handed in as `before`, goes on from there. */
export async function listRequests(
  ctx: Ctx,
  input: unknown,
): Promise<Outcome<{ requests: RequestView[]; next: string | null }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = requestsInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { before, limit = 50, ...filter } = parsed.data;
  const { from, to } = filter;
  if (from !== undefined && to !== undefined && from >= to) {
    return refuse("invalid_input", "to: must be after from", { field: "to" });
  }
  const page = await ctx.journal(actor.tenantId).listRequests({ filter, limit, before: cursorOf(before) });
  const names = await keyNames(
    ctx,
    actor.tenantId,
    page.requests.map(({ keyId }) => keyId),
  );
  return done({
    requests: page.requests.map((request) => ({ ...request, key: names.get(request.keyId ?? "") ?? null })),
    next: page.next && `${page.next.at}.${page.next.id}`,
  });
}

function cursorOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const [at, id] = text.split(".");
  return { at: Number(at), id: id ?? "" };
}
