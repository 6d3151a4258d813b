import type { RouteTreatment } from "../../domain/reference";
import { operations } from "../../evolution/operations";
import { familyOf } from "../../evolution/reference/families";
import { refusedRoutes } from "../../evolution/refused";
import { isSimulated } from "./read-family";

/** Every route of Evolution, in the order of its nouns, with what Zapin does about it. */
export function listRoutes(): RouteTreatment[] {
  const offered = operations.map((row): RouteTreatment => {
    const { method, path, handler } = row;
    const treatment = handler ? "answered" : "forwarded";
    return { method, path, treatment, reason: null, family: familyOf(path)?.id ?? null, sandbox: isSimulated(row) };
  });
  const refused = refusedRoutes.map(({ method, path, reason }): RouteTreatment => {
    return { method, path, treatment: "refused", reason, family: null, sandbox: false };
  });
  const nouns = [...new Set([...offered, ...refused].map(nounOf))];
  return [...offered, ...refused].sort((a, b) => nouns.indexOf(nounOf(a)) - nouns.indexOf(nounOf(b)));
}

function nounOf({ path }: RouteTreatment): string {
  return path.split("/")[1] ?? "";
}
