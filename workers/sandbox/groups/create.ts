import { randomBytes, randomInt } from "node:crypto";
import { answer, refusal, type Answer } from "../answers";
import { seconds } from "../clock";
import { isOnWhatsApp } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { groupClosed } from "./closed";
import { addressesOf, descriptionMost, groupMetadata, participantsMost, subjectMost, type Group } from "./group";

/** A phone of the sandbox is for trying things out. */
const groupsMost = 200;

/** `POST /group/create`. Whoever is not on WhatsApp is left out, as upstream does. */
export function createGroup(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = groupClosed(account, { status: 500, text: "Error creating group", reads: "onWhatsApp" });
  if (closed) return closed;
  const now = seconds(phone.clock.now());
  const owner = account.ownerJid ?? "";
  const invited = addressesOf(body.participants as unknown[]).filter((jid) => isOnWhatsApp(jid) && jid !== owner);
  if (invited.length >= participantsMost || phone.groups.count() >= groupsMost)
    return refusal(500, ["Error creating group", "Error: not-acceptable"]);
  const promoted = body.promoteParticipants === true;
  const group: Group = {
    jid: newGroupJid(now),
    subject: String(body.subject).slice(0, subjectMost),
    subjectOwner: owner,
    subjectTime: now,
    creation: now,
    owner,
    desc: typeof body.description === "string" && body.description ? body.description.slice(0, descriptionMost) : null,
    descTime: now,
    pictureUrl:
      typeof body.profilePicture === "string" && body.profilePicture ? body.profilePicture.slice(0, 2048) : null,
    restrict: false,
    announce: false,
    ephemeral: 0,
    inviteCode: newInviteCode(),
    participants: [
      { id: owner, admin: "superadmin" },
      ...invited.map((id) => ({ id, admin: promoted ? ("admin" as const) : null })),
    ],
  };
  phone.groups.write(group);
  phone.book.touchChat(group.jid);
  const metadata = groupMetadata(group);
  phone.announcer.announce("groups.upsert", [metadata]);
  return answer(201, metadata);
}

export function newInviteCode(): string {
  return randomBytes(32)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .padEnd(22, "Z")
    .slice(0, 22);
}

/** Eighteen digits that begin with 120363, as those of WhatsApp do. */
function newGroupJid(now: number): string {
  return `120363${String(now % 1_000_000).padStart(6, "0")}${String(randomInt(1_000_000)).padStart(6, "0")}@g.us`;
}
