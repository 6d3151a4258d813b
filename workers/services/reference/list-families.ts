import { operations } from "../../evolution/operations";
import { families, familyOf } from "../../evolution/reference/families";
import type { Family } from "../../evolution/reference/family";
import { countOwn, ownFamily } from "./read-own";

export interface FamilySummary {
  id: string;
  title: string;
  lead: string;
  operations: number;
}

/** The families of which something is offered. Public, so it asks for nobody's permission. */
export function listFamilies(): FamilySummary[] {
  const offered = families
    .map(({ id, title, lead }) => ({ id, title, lead, operations: countOf(id) }))
    .filter(({ operations: count }) => count > 0);
  return [...offered, { ...ownFamily, operations: countOwn() }];
}

function countOf(id: Family["id"]): number {
  return operations.filter(({ path }) => familyOf(path)?.id === id).length;
}
