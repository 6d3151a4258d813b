import { createHash } from "node:crypto";
import { qrLifetimeMs, type InstanceState } from "../domain/instance";
import type { Account } from "./account/account";
import { media, voiceNote } from "./messages/kinds/media";
import { receiveMessage, textSaid, type Said } from "./messages/receive";
import { isOnWhatsApp, jidOf, userOf } from "./numbers";
import { dropLine, logOut } from "./pairing/disconnect";
import { pair } from "./pairing/pair";
import type { PhoneParts } from "./parts";
import type { PhoneTrouble } from "./trouble";

/** Why a person could not do that with the phone. */
export type PhoneRefusal = {
  ok: false;
  reason: "not_found" | "not_pairing" | "not_open" | "invalid_number" | "invalid_file";
};

export type StateAnswer = { ok: true; state: InstanceState } | PhoneRefusal;

export interface ScanInput {
  /** The WhatsApp number that scans; one is made up when it is missing. */
  ownerNumber?: string;
  profileName?: string;
}

export interface ReceiveInput {
  /** Who writes, or with `fromMe` to whom the owner writes. */
  from?: string;
  text: string;
  pushName?: string;
  /** The owner writes on the phone itself. */
  fromMe?: boolean;
  /** A file in base64 comes with the text: a picture has it as its caption, a voice message replaces it. */
  file?: { kind: "image" | "voice"; base64: string };
  /** Writes in this group of the phone's instead, as one of its participants. */
  group?: string;
}

export interface DropInput {
  /** "line": the connection fails and comes back. "phone": its owner logs the device out. */
  by?: "line" | "phone";
}

/** What the console shows of a phone. */
export interface PhoneDescription {
  ok: true;
  instanceName: string;
  instanceId: string;
  state: InstanceState;
  ownerJid: string | null;
  profileName: string | null;
  number: string | null;
  qr: {
    code: string;
    base64: string;
    pairingCode: string | null;
    count: number;
    issuedAt: number;
    expiresAt: number;
  } | null;
  messages: number;
  /** Events that wait for delivery. */
  waitingEvents: number;
}

/** Who writes when nobody is named. */
const strangerNumber = "5511977776666";

/** Someone scans the QR code that is on the screen. */
export function scan(phone: PhoneParts, account: Account | null, input: ScanInput): StateAnswer {
  if (!account) return { ok: false, reason: "not_found" };
  if (account.state !== "connecting" || !account.qr) return { ok: false, reason: "not_pairing" };
  const jid = jidOf(input.ownerNumber ?? account.ownerJid ?? account.number ?? inventedNumber(account.instanceName));
  if (userOf(jid) === "") return { ok: false, reason: "invalid_number" };
  pair(phone, account, { jid, profileName: input.profileName ?? account.profileName ?? "Sandbox phone" });
  return { ok: true, state: account.state };
}

/** The same number for the same name, so that pairing again finds the same phone. */
function inventedNumber(instanceName: string): string {
  const digits = createHash("sha256").update(instanceName).digest().readUInt32BE(0) % 10_000_000;
  return `55119${String(digits).padStart(7, "0")}1`;
}

/** Someone writes to the phone. */
export function receive(
  phone: PhoneParts,
  account: Account | null,
  input: ReceiveInput,
): { ok: true; id: string } | PhoneRefusal {
  if (!account) return { ok: false, reason: "not_found" };
  if (account.state !== "open") return { ok: false, reason: "not_open" };
  const remoteJid = jidOf(input.from ?? strangerNumber);
  if (userOf(remoteJid) === "" || !isOnWhatsApp(remoteJid)) return { ok: false, reason: "invalid_number" };
  if (input.group !== undefined && !phone.groups.read(input.group)) return { ok: false, reason: "not_found" };
  const said = saidOf(phone, input);
  if (!said) return { ok: false, reason: "invalid_file" };
  const id = receiveMessage(phone, account, {
    ...(input.group === undefined ? { remoteJid } : { remoteJid: input.group, participant: remoteJid }),
    said,
    ...(input.pushName !== undefined && { pushName: input.pushName }),
    ...(input.fromMe && { fromMe: true }),
  });
  return { ok: true, id };
}

function saidOf(phone: PhoneParts, { text, file, from = strangerNumber }: ReceiveInput): Said | null {
  if (!file) return textSaid(text);
  const made =
    file.kind === "voice"
      ? voiceNote(phone, { number: from, audio: file.base64 }, null)
      : media(phone, { number: from, mediatype: "image", media: file.base64, ...(text && { caption: text }) }, null);
  return "remoteJid" in made && made.media ? made : null;
}

/** From now on it goes wrong in that way. */
export function trouble(phone: PhoneParts, account: Account | null, kind: PhoneTrouble): { ok: true } | PhoneRefusal {
  if (!account) return { ok: false, reason: "not_found" };
  account.trouble = kind;
  phone.account.write(account);
  return { ok: true };
}

/** The connection goes. */
export function drop(phone: PhoneParts, account: Account | null, { by = "line" }: DropInput): StateAnswer {
  if (!account) return { ok: false, reason: "not_found" };
  if (account.state !== "open") return { ok: false, reason: "not_open" };
  if (by === "phone") logOut(phone, account, "phone");
  else dropLine(phone, account);
  return { ok: true, state: account.state };
}

export function describe(
  phone: PhoneParts,
  account: Account | null,
  waitingEvents: number,
): PhoneDescription | PhoneRefusal {
  if (!account) return { ok: false, reason: "not_found" };
  const { instanceName, instanceId, state, ownerJid, profileName, number, qr } = account;
  return {
    ok: true,
    instanceName,
    instanceId,
    state,
    ownerJid,
    profileName,
    number,
    qr: qr && {
      code: qr.code,
      base64: qr.base64,
      pairingCode: qr.pairingCode,
      count: qr.count,
      issuedAt: qr.issuedAt,
      expiresAt: qr.issuedAt + qrLifetimeMs,
    },
    messages: phone.messages.count(),
    waitingEvents,
  };
}
