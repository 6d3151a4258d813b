import { isoTime, type Account } from "../account/account";
import type { PhoneParts } from "../parts";
import { announceState, open, save } from "./pair";

/** How long a dropped line stays away. */
const outageMs = 3_000;
/** How long a restart takes. */
const restartMs = 1_000;

/** The line is lost. Upstream shows that as connecting, not as close, and comes back by itself. */
export function dropLine(phone: PhoneParts, account: Account, awayMs = outageMs): void {
  account.state = "connecting";
  save(phone, account);
  announceState(phone, account, { state: "connecting", statusReason: 200 });
  phone.timers.set("reopen", "reopen", phone.clock.now() + awayMs);
}

export function restartLine(phone: PhoneParts, account: Account): void {
  dropLine(phone, account, restartMs);
}

export function reopenLine(phone: PhoneParts): void {
  const account = phone.account.read();
  if (account?.state === "connecting" && account.ownerJid && !account.qr) open(phone, account);
}

/**
 * The account is no longer paired, because the API said so or because its owner removed the device.
 * What was under way on the line is lost with it.
 */
export function logOut(phone: PhoneParts, account: Account, by: "api" | "phone"): void {
  const now = phone.clock.now();
  account.state = "close";
  account.qr = null;
  account.disconnection = { code: 401, object: disconnectionObject(account, by, now), at: now };
  save(phone, account);
  phone.timers.cancelKinds("qr", "reopen", "status", "echo");
  phone.announcer.announce("logout.instance", null);
  announceState(phone, account, { state: "close", statusReason: 401 });
  phone.announcer.announce("status.instance", {
    instance: account.instanceName,
    status: "closed",
    disconnectionAt: isoTime(now),
    disconnectionReasonCode: 401,
    disconnectionObject: account.disconnection.object,
  });
}

function disconnectionObject(account: Account, by: "api" | "phone", now: number): string {
  const data =
    by === "api"
      ? null
      : {
          tag: "stream:error",
          attrs: { code: "401" },
          content: [{ tag: "conflict", attrs: { type: "device_removed" } }],
        };
  const message = by === "api" ? `Log out instance: ${account.instanceName}` : "Stream Errored (conflict)";
  const payload = { statusCode: 401, error: "Unauthorized", message };
  return JSON.stringify({
    error: { data, isBoom: true, isServer: false, output: { statusCode: 401, payload, headers: {} } },
    date: isoTime(now),
  });
}
