import { jidOf } from "../numbers";

/** WhatsApp's own bounds. */
export const participantsMost = 1024;
export const subjectMost = 100;
export const descriptionMost = 2048;

/** A WhatsApp group that the phone is in. */
export interface Group {
  jid: string;
  subject: string;
  subjectOwner: string;
  /** Seconds since 1970. */
  subjectTime: number;
  creation: number;
  owner: string;
  desc: string | null;
  descTime: number;
  pictureUrl: string | null;
  /** Only admins may change the group's facts. */
  restrict: boolean;
  /** Only admins may write. */
  announce: boolean;
  /** Seconds after which messages vanish; 0 for never. */
  ephemeral: number;
  inviteCode: string;
  participants: Participant[];
}

export interface Participant {
  id: string;
  admin: "superadmin" | "admin" | null;
}

export function groupJidOf(given: string): string {
  return given.endsWith("@g.us") ? given : `${given}@g.us`;
}

/** Everybody once, under the addresses that WhatsApp would give them. */
export function addressesOf(numbers: readonly unknown[]): string[] {
  return [...new Set(numbers.map((number) => jidOf(String(number))))];
}

/** The facts of a group as `findGroupInfos` and `fetchAllGroups` show them. */
export function shownGroup(group: Group): Record<string, unknown> {
  return {
    id: group.jid,
    subject: group.subject,
    subjectOwner: group.subjectOwner,
    subjectTime: group.subjectTime,
    pictureUrl: group.pictureUrl,
    size: group.participants.length,
    creation: group.creation,
    owner: group.owner,
    ...(group.desc !== null && { desc: group.desc, descId: descriptionId }),
    restrict: group.restrict,
    announce: group.announce,
    isCommunity: false,
    isCommunityAnnounce: false,
  };
}

/** The facts of a group as WhatsApp itself lists them: what `create` and `inviteInfo` answer. */
export function groupMetadata(group: Group): Record<string, unknown> {
  return {
    id: group.jid,
    addressingMode: "pn",
    subject: group.subject,
    subjectOwner: group.subjectOwner,
    subjectTime: group.subjectTime,
    size: group.participants.length,
    creation: group.creation,
    owner: group.owner,
    ...(group.desc !== null && {
      desc: group.desc,
      descId: descriptionId,
      descOwner: group.owner,
      descTime: group.descTime,
    }),
    restrict: group.restrict,
    announce: group.announce,
    isCommunity: false,
    isCommunityAnnounce: false,
    joinApprovalMode: false,
    memberAddMode: false,
    ...(group.ephemeral > 0 && { ephemeralDuration: group.ephemeral }),
    participants: group.participants,
  };
}

/** WhatsApp numbers the versions of a description; nobody here ever asks for an older one. */
const descriptionId = "D1";
