import { qrLifetimeMs } from "../../domain/instance";
import type { Account } from "../account/account";
import type { PhoneParts } from "../parts";
import { pairingCode, pairingText } from "./code";
import { qrPicture } from "./picture";

/** How many QR codes are shown before upstream gives up. */
export const qrLimit = 30;

/** Begins pairing: the state becomes connecting and the first QR code is shown. */
export function startPairing(phone: PhoneParts, account: Account, number: string | null): void {
  account.state = "connecting";
  account.hadSocket = true;
  account.qr = null;
  account.disconnection = null;
  save(phone, account);
  announceState(phone, account, { state: "connecting", statusReason: 200 });
  showQr(phone, account, number);
}

/** Shows the next QR code, or gives up after the last. */
export function renewQr(phone: PhoneParts): void {
  const account = phone.account.read();
  if (!account?.qr || account.state !== "connecting") return;
  if (account.qr.count >= qrLimit) giveUp(phone, account);
  else showQr(phone, account, account.qr.pairingNumber);
}

/** Replaces the QR code on the screen. With a number it brings a pairing code as well. */
export function showQr(phone: PhoneParts, account: Account, number: string | null): void {
  const code = pairingText();
  const now = phone.clock.now();
  account.qr = {
    code,
    base64: qrPicture(code),
    pairingCode: number ? pairingCode() : null,
    pairingNumber: number,
    count: (account.qr?.count ?? 0) + 1,
    issuedAt: now,
  };
  save(phone, account);
  phone.timers.set("qr", "qr", now + qrLifetimeMs);
  phone.announcer.announce("qrcode.updated", {
    qrcode: {
      instance: account.instanceName,
      pairingCode: account.qr.pairingCode,
      code,
      base64: account.qr.base64,
    },
  });
}

function giveUp(phone: PhoneParts, account: Account): void {
  account.state = "refused";
  account.qr = null;
  save(phone, account);
  phone.announcer.announce("qrcode.updated", { message: "QR code limit reached, please login again", statusCode: 500 });
  announceState(phone, account, { ...owner(account), state: "refused", statusReason: 428 });
}

/** What a person does with the telephone in hand: scans the code, and the account is paired. */
export function pair(phone: PhoneParts, account: Account, owner: { jid: string; profileName: string }): void {
  announceState(phone, account, { state: "connecting", statusReason: 200 });
  account.ownerJid = owner.jid;
  account.profileName = owner.profileName;
  account.qr = null;
  phone.timers.cancel("qr");
  open(phone, account);
}

/** The connection stands. */
export function open(phone: PhoneParts, account: Account): void {
  account.state = "open";
  account.disconnection = null;
  save(phone, account);
  announceState(phone, account, { ...owner(account), state: "open", statusReason: 200 });
}

export function save(phone: PhoneParts, account: Account): void {
  account.updatedAt = phone.clock.now();
  phone.account.write(account);
}

export function announceState(phone: PhoneParts, account: Account, data: Record<string, unknown>): void {
  phone.announcer.announce("connection.update", { instance: account.instanceName, ...data });
}

function owner(account: Account): Record<string, unknown> {
  return {
    wuid: account.ownerJid ?? undefined,
    profileName: account.profileName,
    profilePictureUrl: account.profilePictureUrl,
  };
}
