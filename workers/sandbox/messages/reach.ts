import type { Account } from "../account/account";
import { refusal, type Answer } from "../answers";
import type { PhoneParts } from "../parts";
import { isGroup, isOnWhatsApp, isPerson, userOf } from "../numbers";

/** Why nothing can be sent to this address now, in upstream's words; null when it can. */
export function unreachable(
  phone: PhoneParts,
  account: Account,
  { jid, number }: { jid: string; number: string },
  neverConnected = noSocket,
): Answer | null {
  // A group that the phone is not in is refused before the line is looked at.
  if (isGroup(jid) && !phone.groups.read(jid)) return refusal(400, ["[object Object]"]);
  const closed = whileScanning(account) ?? lineClosed(account, neverConnected);
  if (closed) return closed;
  if (userOf(jid) === "")
    return refusal(400, [
      `Error: JID decoded but user is empty: ${JSON.stringify(jid)} -> user: "", server: ${JSON.stringify(jid.split("@")[1])}, device: undefined`,
    ]);
  if (isPerson(jid) && !isOnWhatsApp(jid)) return refusal(400, [{ jid, exists: false, number }]);
  return null;
}

/** While a code is on the screen nobody has signed in, and upstream looks for whom. */
function whileScanning(account: Account): Answer | null {
  return account.state === "connecting" && account.qr
    ? refusal(400, ["TypeError: Cannot read properties of undefined (reading 'id')"])
    : null;
}

/** Upstream answers one thing before a connection was ever begun, another while the first is begun, a third after one was lost. */
export function lineClosed(account: Account, neverConnected = noSocket): Answer | null {
  if (account.state === "open") return null;
  if (!account.hadSocket) return neverConnected;
  return account.ownerJid ? refusal(400, ["Error: Connection Closed"]) : refusal(500, "Connection Closed");
}

const noSocket = withoutSocket("onWhatsApp");

/** The bare error of code that reaches for a connection that was never made. */
export function withoutSocket(reads: string): Answer {
  return refusal(500, `Cannot read properties of undefined (reading '${reads}')`);
}
