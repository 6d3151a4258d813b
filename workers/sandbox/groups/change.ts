import { answer, type Answer } from "../answers";
import { seconds } from "../clock";
import { isOnWhatsApp } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { groupOf, isGroupFound, type Failing } from "./closed";
import { addressesOf, descriptionMost, participantsMost, subjectMost, type Group, type Participant } from "./group";

const updated = answer(201, { update: "success" });

export function updateSubject(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 500, text: "Error updating group subject", reads: "groupUpdateSubject" };
  return change(phone, call, failing, updated, (group) => {
    group.subject = String(call.body.subject).slice(0, subjectMost);
    group.subjectOwner = call.account.ownerJid ?? "";
    group.subjectTime = seconds(phone.clock.now());
  });
}

export function updateDescription(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 500, text: "Error updating group description", reads: "groupUpdateDescription" };
  return change(phone, call, failing, updated, (group) => {
    group.desc = String(call.body.description).slice(0, descriptionMost);
    group.descTime = seconds(phone.clock.now());
  });
}

/** Kept as it was given: the sandbox fetches nothing. */
export function updatePicture(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 500, text: "Error update group picture", reads: "updateProfilePicture" };
  return change(phone, call, failing, updated, (group) => {
    const image = String(call.body.image);
    group.pictureUrl = /^https?:\/\//.test(image) ? image.slice(0, 2048) : null;
  });
}

export function updateSetting(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 400, text: "Error updating setting", reads: "groupSettingUpdate" };
  return change(phone, call, failing, answer(201, {}), (group) => {
    const { action } = call.body;
    if (action === "announcement" || action === "not_announcement") group.announce = action === "announcement";
    else group.restrict = action === "locked";
  });
}

export function toggleEphemeral(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 400, text: "Error updating setting", reads: "groupToggleEphemeral" };
  return change(phone, call, failing, answer(201, { success: true }), (group) => {
    group.ephemeral = Number(call.body.expiration);
  });
}

/** The phone leaves, and with it goes all that it knew of the group. */
export function leaveGroup(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 400, text: "Unable to leave the group", reads: "groupLeave" });
  if (!isGroupFound(group)) return group;
  phone.groups.remove(group.jid);
  return answer(200, { groupJid: group.jid, leave: true });
}

export function updateParticipant(phone: PhoneParts, call: Call): Answer {
  const failing: Failing = { status: 400, text: "Error updating participants", reads: "groupParticipantsUpdate" };
  const group = groupOf(phone, call, failing);
  if (!isGroupFound(group)) return group;
  const action = String(call.body.action) as keyof typeof moves;
  const asked = addressesOf(call.body.participants as unknown[]);
  const changed: Participant[] = [];
  const updateParticipants = asked.map((jid) => {
    const status = isOnWhatsApp(jid) ? moves[action](group, jid) : "404";
    if (status === "200") changed.push(group.participants.find(({ id }) => id === jid) ?? { id: jid, admin: null });
    return { status, jid, content: { tag: "participant", attrs: { jid } } };
  });
  phone.groups.write(group);
  if (changed.length > 0)
    phone.announcer.announce("group-participants.update", {
      id: group.jid,
      author: call.account.ownerJid,
      participants: changed,
      action,
    });
  return answer(201, { updateParticipants });
}

/** WhatsApp's own statuses: 409 for who is in already, 404 for who is not. */
const moves = {
  add: (group: Group, jid: string) => {
    if (group.participants.some(({ id }) => id === jid)) return "409";
    if (group.participants.length >= participantsMost) return "419";
    group.participants.push({ id: jid, admin: null });
    return "200";
  },
  remove: (group: Group, jid: string) => {
    const rest = group.participants.filter(({ id }) => id !== jid);
    if (rest.length === group.participants.length) return "404";
    group.participants = rest;
    return "200";
  },
  promote: (group: Group, jid: string) => rank(group, jid, "admin"),
  demote: (group: Group, jid: string) => rank(group, jid, null),
};

function rank(group: Group, jid: string, admin: Participant["admin"]): string {
  const participant = group.participants.find(({ id }) => id === jid);
  if (!participant || participant.admin === "superadmin") return "404";
  participant.admin = admin;
  return "200";
}

function change(phone: PhoneParts, call: Call, failing: Failing, done: Answer, apply: (group: Group) => void): Answer {
  const group = groupOf(phone, call, failing);
  if (!isGroupFound(group)) return group;
  apply(group);
  phone.groups.write(group);
  return done;
}
