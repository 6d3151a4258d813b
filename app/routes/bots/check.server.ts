import type { ConnectionCheck } from "#app/components/bots/check-result";
import type { Ctx } from "#workers/context";
import type { BotKind } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { checkConnection } from "#workers/services/bots/check-connection";
import { checkCredential } from "#workers/services/credentials/check";
import { listModels } from "#workers/services/credentials/list-models";

interface Asked {
  kind: BotKind;
  connection: Record<string, unknown>;
  credentialId?: string | null;
  secret?: unknown;
}

interface Checked {
  check: ConnectionCheck | null;
  refusal?: Refusal;
}

/** Asks a far end whether it would answer, and a provider for its models. */
export async function checkedConnection(ctx: Ctx, asked: Asked): Promise<Checked> {
  const checked = await checkConnection(ctx, asked);
  if (!checked.ok) return { check: null, refusal: checked.refusal };
  const check: ConnectionCheck = checked.value.works
    ? { failure: null, durationMs: checked.value.durationMs }
    : { failure: checked.value.cause, durationMs: null };
  // A model that is not there is chosen from those that are.
  if (asked.kind !== "openai" || (check.failure !== null && check.failure !== "model_missing")) return { check };
  const { credentialId, secret } = asked;
  const models = await listModels(ctx, { credentialId, secret });
  return { check: models.ok ? { ...check, models: models.value } : check };
}

/** Asks a provider whether it still takes a key. */
export async function checkedCredential(ctx: Ctx, id: string): Promise<Checked> {
  const checked = await checkCredential(ctx, id);
  if (!checked.ok) return { check: null, refusal: checked.refusal };
  const failure = checked.value.works ? null : checked.value.cause;
  return { check: { failure, durationMs: null } };
}
