import type { Account } from "../account/account";
import { refusal, type Answer } from "../answers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { groupJidOf, type Group } from "./group";

/** How a route of groups says no: its status, its sentence, and the call that it would have made. */
export interface Failing {
  status: 400 | 404 | 500;
  text: string;
  reads: string;
}

/** Why the line does not serve now; null when it does. */
export function groupClosed(account: Account, { status, text, reads }: Failing): Answer | null {
  if (account.state === "open") return null;
  const cause = account.hadSocket
    ? "Error: Connection Closed"
    : `TypeError: Cannot read properties of undefined (reading '${reads}')`;
  return refusal(status, [text, cause]);
}

/** The group that a call names, in its body or its query, or why there is none. */
export function groupOf(phone: PhoneParts, call: Call, failing: Failing): Group | Answer {
  const closed = groupClosed(call.account, failing);
  if (closed) return closed;
  const group = phone.groups.read(groupJidOf(namedGroup(call)));
  return group ?? refusal(failing.status, [failing.text, "Error: item-not-found"]);
}

export function namedGroup({ body, query }: Pick<Call, "body" | "query">): string {
  return typeof body.groupJid === "string" && body.groupJid ? body.groupJid : (query.get("groupJid") ?? "");
}

export function isGroupFound(found: Group | Answer): found is Group {
  return "jid" in found;
}
