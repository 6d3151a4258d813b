import { Alert } from "#app/components/ui/alert";
import type { Refusal } from "#workers/domain/outcome";
import { botRefusalText, isAbout } from "./bot-refusal";

/** Says why something was refused, unless a field of the form below says it already. */
export function BotRefusalAlert({ refusal, said = [] }: { refusal: Refusal | undefined; said?: readonly string[] }) {
  if (!refusal || isAbout(refusal, said)) return null;
  return <Alert tone="bad">{botRefusalText(refusal)}</Alert>;
}
