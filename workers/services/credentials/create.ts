import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicCredential } from "../../domain/bot";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { kindRows } from "../../evolution/bots/kinds";
import { credentialRow, readSecret } from "../bots/credential";
import { forbidden } from "../refusals";
import { nameTaken, toPublicCredential } from "./find";
import { credentialInput, judgeBaseUrl } from "./input";

/** Keeps a secret for the bots of all instances. It is sealed, and shown to nobody again. */
export async function createCredential(ctx: Ctx, input: unknown): Promise<Outcome<PublicCredential>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = credentialInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { kind, name } = parsed.data;
  if (kindRows[kind].secret === "none") {
    return refuse("invalid_input", "kind: bots of this kind have no secret.", { field: "kind" });
  }
  const secret = readSecret(kind, parsed.data.secret);
  if (!secret.ok) return secret;
  const baseUrl = judgeBaseUrl(ctx, kind, parsed.data.baseUrl);
  if (!baseUrl.ok) return baseUrl;

  const { tenantId } = actor;
  const row = await credentialRow(ctx, { tenantId, kind, name, secret: secret.value, baseUrl: baseUrl.value });
  const made = await ctx.db.insert(credentialTable).values(row).onConflictDoNothing().returning();
  if (made.length === 0) return nameTaken;
  await ctx.hub(tenantId).refresh("bots");
  return done(toPublicCredential({ credential: row, instance: null, bots: 0 }));
}
