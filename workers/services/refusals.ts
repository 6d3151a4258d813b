import { refuse } from "../domain/outcome";

/** For an actor who may not do this. */
export const forbidden = refuse("forbidden", "Your role or key does not allow this. Ask an owner of the account.");

export function noInstance(name: string) {
  return refuse("not_found", `The "${name}" instance does not exist`);
}

/** For whoever does not run this deployment: they are not told what there is. */
export const operatorsOnly = refuse("not_found", "There is nothing here.");

export const noServer = refuse("not_found", "There is no such server.");
