import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import type { BotKind } from "../../domain/bot";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { kindRows } from "../../evolution/bots/kinds";
import { botSecret, closeSecret, hintOf, type BotSecret } from "../../evolution/bots/secret";
import { randomText } from "../../secrets/bytes";

export type CredentialRow = typeof credentialTable.$inferSelect;

interface AskedCredential {
  tenantId: string;
  kind: BotKind;
  instanceId: string;
  botId: string;
  /** One of the tenant's credentials, by its id or by the one that upstream gave it. */
  credentialId?: string | null;
  /** A secret of the bot's own. */
  secret?: unknown;
}

/** The credential that a bot is to use: one that is there, or a new row of its own. */
export async function credentialFor(
  ctx: Ctx,
  asked: AskedCredential,
): Promise<Outcome<{ credential: CredentialRow | null; isNew: boolean }>> {
  const { kind, tenantId } = asked;
  const needs = kindRows[kind].secret;
  if (asked.credentialId) {
    const [row] = await ctx.db.select().from(credentialTable).where(usableBy(asked, asked.credentialId));
    if (!row) return refuse("invalid_input", "There is no such credential for this bot.", { field: "credentialId" });
    return done({ credential: row, isNew: false });
  }
  if (asked.secret !== undefined && asked.secret !== null && needs !== "none") {
    const secret = readSecret(kind, asked.secret);
    if (!secret.ok) return secret;
    const { botId } = asked;
    const credential = await credentialRow(ctx, { tenantId, kind, name: botId, botId, secret: secret.value });
    return done({ credential, isNew: true });
  }
  if (needs === "credential") {
    return refuse("invalid_input", "Choose a credential: this kind of bot needs the key of a provider.", {
      field: "credentialId",
    });
  }
  return done({ credential: null, isNew: false });
}

/** A credential that bots of this kind and instance may use, by either of its ids. */
function usableBy({ tenantId, kind, instanceId }: AskedCredential, id: string) {
  const upstreamId = sql`json_extract(${credentialTable.upstreamIds}, ${`$."${instanceId}"`})`;
  return and(
    eq(credentialTable.tenantId, tenantId),
    eq(credentialTable.kind, kind),
    isNull(credentialTable.botId),
    or(isNull(credentialTable.instanceId), eq(credentialTable.instanceId, instanceId)),
    or(eq(credentialTable.id, id), eq(upstreamId, id)),
  );
}

/** The secret of a kind in the form that it has. */
export function readSecret(kind: BotKind, input: unknown): Outcome<BotSecret> {
  const needsPair = kindRows[kind].secret === "basic";
  const parsed = botSecret.safeParse(input);
  if (parsed.success && "user" in parsed.data === needsPair) return done(parsed.data);
  const form = needsPair ? "user and password" : "apiKey";
  return refuse("invalid_input", `secret: write it as an object with ${form}.`, { field: "secret" });
}

interface NewCredential {
  tenantId: string;
  kind: BotKind;
  name: string;
  secret: BotSecret;
  instanceId?: string | null;
  botId?: string | null;
  baseUrl?: string | null;
}

/** The row of a new credential, its secret sealed. */
export async function credentialRow(ctx: Ctx, asked: NewCredential): Promise<CredentialRow> {
  const id = `cred_${randomText(20)}`;
  const now = ctx.now();
  return {
    id,
    tenantId: asked.tenantId,
    instanceId: asked.instanceId ?? null,
    botId: asked.botId ?? null,
    kind: asked.kind,
    name: asked.name,
    ...(await secretColumns(ctx, { id, tenantId: asked.tenantId, secret: asked.secret })),
    baseUrl: asked.baseUrl ?? null,
    upstreamIds: {},
    createdAt: now,
    updatedAt: now,
  };
}

/** What is stored of a secret. */
export async function secretColumns(ctx: Ctx, { id, tenantId, secret }: SecretOf) {
  return {
    secret: await closeSecret(ctx.secrets.seal, id, secret),
    digest: await ctx.secrets.derive(`credential:${tenantId}:${JSON.stringify(secret)}`, 32),
    hint: hintOf(secret),
  };
}

interface SecretOf {
  id: string;
  tenantId: string;
  secret: BotSecret;
}
