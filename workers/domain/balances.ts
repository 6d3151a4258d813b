import { limitKinds, type LimitKind } from "./limit";
import type { Balance } from "./quota";

/**
 * Balances as one text, on the way from the hub to whoever asked. What a call to an Object costs follows the
 * number of values in it far more than their bytes, and every admission carries up to seven balances.
 */
export function writeBalances(balances: readonly Balance[]): string {
  let text = "";
  for (const { kind, limit, remaining, resetsAt } of balances) {
    text += `${text === "" ? "" : ";"}${kind},${limit},${remaining},${resetsAt}`;
  }
  return text;
}

export function readBalances(text: string): Balance[] {
  if (text === "") return [];
  return text.split(";").map((each) => {
    const [kind, limit, remaining, resetsAt] = each.split(",");
    if (!isKind(kind)) throw new Error(`No limit is called ${kind}.`);
    return { kind, limit: Number(limit), remaining: Number(remaining), resetsAt: Number(resetsAt) };
  });
}

function isKind(text: string | undefined): text is LimitKind {
  return known.has(text ?? "");
}

const known: ReadonlySet<string> = new Set(limitKinds);
