import type { KindForm } from "#app/components/bots/kind-form";
import type { BotKind } from "#workers/domain/bot";
import { kindRows } from "#workers/evolution/bots/kinds";

/** A row of the table of kinds as the forms take it. */
export function kindForm(kind: BotKind): KindForm {
  const { fields, secret } = kindRows[kind];
  return { kind, fields, secret };
}
