import type { RouteTreatment } from "../../domain/reference";
import { operations } from "../../evolution/operations";
import { familyOf } from "../../evolution/reference/families";
import { refusedRoutes } from "../../evolution/refused";

/** Every route of Evolution, in the order of its nouns, with what Zapin does about it. */
export function listRoutes(): RouteTreatment[] {
  const offered = operations.map(({ method, path, handler }): RouteTreatment => {
    const treatment = handler ? "answered" : "forwarded";
    return { method, path, treatment, reason: null, family: familyOf(path)?.id ?? null };
  });
  const refused = refusedRoutes.map(({ method, path, reason }): RouteTreatment => {
    return { method, path, treatment: "refused", reason, family: null };
  });
  const nouns = [...new Set([...offered, ...refused].map(nounOf))];
  return [...offered, ...refused].sort((a, b) => nouns.indexOf(nounOf(a)) - nouns.indexOf(nounOf(b)));
}

function nounOf({ path }: RouteTreatment): string {
  return path.split("/")[1] ?? "";
}
