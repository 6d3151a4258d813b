import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { discardCredential } from "./discard";
import { findCredential, noCredential } from "./find";

/** Deletes a credential for good; refused while a bot uses it. */
export async function deleteCredential(ctx: Ctx, input: { id: string }): Promise<Outcome<{ id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const found = await findCredential(ctx, actor, input.id);
  return found ? discardCredential(ctx, actor, found) : noCredential;
}
