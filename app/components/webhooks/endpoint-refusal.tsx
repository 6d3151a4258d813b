import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { Alert } from "#app/components/ui/alert";
import type { Refusal } from "#workers/domain/outcome";
import { endpointFieldOf, endpointRefusalText } from "./endpoint-errors";

/** Says why something was refused, unless a field of the form says it already. */
export function EndpointRefusal({ refusal }: { refusal: Refusal | undefined }) {
  if (!refusal || endpointFieldOf(refusal) !== null) return null;
  const text = endpointRefusalText(refusal);
  return text === null ? <RefusalAlert refusal={refusal} /> : <Alert tone="bad">{text}</Alert>;
}
