import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { botKinds, type PublicCredential } from "../../domain/bot";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findCredentials, toPublicCredential } from "./find";

export const credentialFilter = z.object({
  kind: z.enum(botKinds, { error: `must be one of ${botKinds.join(", ")}` }).optional(),
});

/** The tenant's credentials, newest first, none of them with its secret. */
export async function listCredentials(ctx: Ctx, input: unknown = {}): Promise<Outcome<PublicCredential[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = credentialFilter.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { kind } = parsed.data;
  const found = await findCredentials(ctx, actor, kind ? eq(credentialTable.kind, kind) : undefined);
  return done(found.map(toPublicCredential));
}
