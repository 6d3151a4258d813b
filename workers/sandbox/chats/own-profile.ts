import { randomBytes } from "node:crypto";
import { answer, refusal, type Answer } from "../answers";
import { lineClosed, withoutSocket } from "../messages/reach";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

const updated = answer(200, { update: "success" });

export function updateProfileName(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = profileClosed(account, "Error updating profile name", "updateProfileName");
  if (closed) return closed;
  account.profileName = String(body.name ?? "").slice(0, 100);
  save(phone, account);
  return updated;
}

export function updateProfileStatus(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = profileClosed(account, "Error updating profile status", "updateProfileStatus");
  if (closed) return closed;
  account.about = { status: String(body.status ?? "").slice(0, 500), setAt: phone.clock.now() };
  save(phone, account);
  return updated;
}

/** An address is kept as it is given, since the sandbox fetches nothing; a file gets an address of WhatsApp's kind. */
export function updateProfilePicture(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = profileClosed(account, "Error updating profile picture", "updateProfilePicture");
  if (closed) return closed;
  const picture = String(body.picture ?? "");
  account.profilePictureUrl = /^https?:\/\//.test(picture)
    ? picture.slice(0, 2048)
    : `https://pps.whatsapp.net/v/t61/${randomBytes(8).toString("hex")}.jpg`;
  save(phone, account);
  return updated;
}

export function removeProfilePicture(phone: PhoneParts, { account }: Call): Answer {
  const closed = profileClosed(account, "Error removing profile picture", "removeProfilePicture");
  if (closed) return closed;
  if (!account.profilePictureUrl) return refusal(500, ["Error removing profile picture", "Error: item-not-found"]);
  account.profilePictureUrl = null;
  save(phone, account);
  return updated;
}

export function fetchPrivacySettings(_phone: PhoneParts, { account }: Call): Answer {
  return lineClosed(account, withoutSocket("fetchPrivacySettings")) ?? answer(200, account.privacy);
}

export function updatePrivacySettings(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = profileClosed(account, "Error updating privacy settings", "updateReadReceiptsPrivacy");
  if (closed) return closed;
  const { readreceipts, profile, status, online, last, groupadd } = body as Record<string, string>;
  account.privacy = { readreceipts, profile, status, online, last, groupadd } as Record<string, string>;
  save(phone, account);
  return answer(201, { update: "success", data: account.privacy });
}

function profileClosed(account: Call["account"], what: string, reads: string): Answer | null {
  return lineClosed(
    account,
    refusal(500, [what, `TypeError: Cannot read properties of undefined (reading '${reads}')`]),
  );
}
