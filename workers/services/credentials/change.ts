import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicCredential } from "../../domain/bot";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { readSecret, secretColumns } from "../bots/credential";
import { forbidden } from "../refusals";
import { findCredential, findCredentials, nameTaken, noCredential, toPublicCredential } from "./find";
import { credentialChange, judgeBaseUrl } from "./input";

/** Renames a credential or replaces its secret. Bots that use it have the new one from their next message on. */
export async function changeCredential(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicCredential>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = credentialChange.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const found = await findCredential(ctx, actor, id);
  if (!found) return noCredential;
  const { credential } = found;
  const { name, secret: asked } = parsed.data;
  const secret = asked === undefined ? null : readSecret(credential.kind, asked);
  if (secret && !secret.ok) return secret;
  const isMoved = parsed.data.baseUrl !== undefined;
  const baseUrl = judgeBaseUrl(ctx, credential.kind, isMoved ? parsed.data.baseUrl : credential.baseUrl);
  if (!baseUrl.ok) return baseUrl;

  const { tenantId } = actor;
  const namesakes = name === undefined ? [] : await findCredentials(ctx, actor, sameName(credential.kind, name));
  if (namesakes.some((other) => other.credential.id !== id && other.credential.instanceId === credential.instanceId)) {
    return nameTaken;
  }
  const columns = {
    ...(name === undefined ? {} : { name }),
    ...(secret ? await secretColumns(ctx, { id, tenantId, secret: secret.value }) : {}),
    baseUrl: baseUrl.value,
    updatedAt: ctx.now(),
  };
  await ctx.db.update(credentialTable).set(columns).where(eq(credentialTable.id, id));
  await ctx.hub(tenantId).refresh("bots");
  return done(toPublicCredential({ ...found, credential: { ...credential, ...columns } }));
}

function sameName(kind: PublicCredential["kind"], name: string) {
  return and(eq(credentialTable.kind, kind), eq(credentialTable.name, name));
}
