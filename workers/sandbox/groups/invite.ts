import { answer, refusal, type Answer } from "../answers";
import { isOnWhatsApp } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { groupClosed, groupOf, isGroupFound } from "./closed";
import { newInviteCode } from "./create";
import { addressesOf, groupMetadata } from "./group";

export function findInviteCode(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 404, text: "No invite code", reads: "groupInviteCode" });
  if (!isGroupFound(group)) return group;
  const { inviteCode } = group;
  return answer(200, { inviteUrl: urlOf(inviteCode), inviteCode });
}

/** What a stranger may know of a group by its code. The sandbox knows only the phone's own groups. */
export function findInviteInfo(phone: PhoneParts, { account, query }: Call): Answer {
  const code = query.get("inviteCode") ?? "";
  const group = account.state === "open" ? phone.groups.byInviteCode(code) : null;
  return group ? answer(200, groupMetadata(group)) : refusal(404, ["No invite info", code]);
}

export function acceptInviteCode(phone: PhoneParts, { account, query }: Call): Answer {
  const failing = { status: 404, text: "Accept invite error", reads: "groupAcceptInvite" } as const;
  const closed = groupClosed(account, failing);
  if (closed) return closed;
  const group = phone.groups.byInviteCode(query.get("inviteCode") ?? "");
  if (!group) return refusal(404, [failing.text, "Error: item-not-found"]);
  const owner = account.ownerJid ?? "";
  if (!group.participants.some(({ id }) => id === owner)) {
    group.participants.push({ id: owner, admin: null });
    phone.groups.write(group);
  }
  return answer(200, { accepted: true, groupJid: group.jid });
}

export function revokeInviteCode(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 404, text: "Revoke error", reads: "groupRevokeInvite" });
  if (!isGroupFound(group)) return group;
  group.inviteCode = newInviteCode();
  phone.groups.write(group);
  return answer(201, { revoked: true, inviteCode: group.inviteCode });
}

/** Upstream says the same three words whatever went wrong here. */
export function sendInvite(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 404, text: "No send invite", reads: "groupInviteCode" });
  const numbers = addressesOf(call.body.numbers as unknown[]);
  if (!isGroupFound(group) || !numbers.some((jid) => isOnWhatsApp(jid))) return refusal(404, ["No send invite"]);
  return answer(200, { send: true, inviteUrl: urlOf(group.inviteCode) });
}

function urlOf(inviteCode: string): string {
  return `https://chat.whatsapp.com/${inviteCode}`;
}
