import type { BotValues } from "#app/components/bots/bot-values";
import type { ConnectionCheck } from "#app/components/bots/check-result";
import type { Refusal } from "#workers/domain/outcome";

/** What the action of the credentials' page answers. */
export interface CredentialAnswer {
  intent: string;
  id: string | null;
  refusal?: Refusal;
  values?: BotValues;
  check?: ConnectionCheck | null;
}
