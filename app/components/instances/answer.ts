import type { Refusal } from "#workers/domain/outcome";
import type { Usage } from "#workers/domain/usage";

/** What the forms of an instance's page can ask for. */
export type InstanceIntent =
  | "connect"
  | "pairing-code"
  | "restart"
  | "restarts"
  | "logout"
  | "delete"
  | "send"
  | "scan"
  | "receive"
  | "drop"
  | "webhook"
  | "settings";

interface Refused<Intent extends InstanceIntent> {
  intent: Intent;
  ok: false;
  refusal: Refusal;
  values: Record<string, string>;
}

interface Done<Intent extends InstanceIntent> {
  intent: Intent;
  ok: true;
}

type AnswerOf<Intent extends InstanceIntent> = Intent extends "send"
  ? Refused<Intent> | SendAnswer
  : Intent extends "pairing-code"
    ? Refused<Intent> | (Done<Intent> & { pairingCode: string | null })
    : Refused<Intent> | Done<Intent>;

/** What the action of an instance's page answers, one kind for each intent. */
export type InstanceAnswer = { [Intent in InstanceIntent]: AnswerOf<Intent> }[InstanceIntent];

/** The API's own answer to a send, and what is left after it. */
export interface SendAnswer extends Done<"send"> {
  status: number;
  body: unknown;
  usage: Usage;
}
