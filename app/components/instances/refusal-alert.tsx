import { Alert } from "#app/components/ui/alert";
import type { Refusal } from "#workers/domain/outcome";
import { refusalText } from "./refusal-text";

/** Says why something was refused, unless a field of the form below says it already. */
export function RefusalAlert({ refusal, fields = [] }: { refusal: Refusal | undefined; fields?: string[] }) {
  if (!refusal) return null;
  if (refusal.field && fields.includes(refusal.field)) return null;
  return <Alert tone="bad">{refusalText(refusal)}</Alert>;
}
