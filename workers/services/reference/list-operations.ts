import { operations } from "../../evolution/operations";
import { ownTexts } from "./own-texts";

/** What the request log calls things: Evolution's operations and Zapin's own routes. Public, as the reference is. */
export function listOperations(): string[] {
  return [...operations.map(({ id }) => id), ...Object.keys(ownTexts)];
}
