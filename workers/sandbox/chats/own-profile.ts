import { answer, refusal, type Answer } from "../answers";
import { lineClosed, withoutSocket } from "../messages/reach";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

const updated = answer(200, { update: "success" });

export function updateProfileName(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = profileClosed(account, "Error updating profile name", "updateProfileName");
  if (closed) return closed;
  account.profileName = String(body.name ?? "");
  save(phone, account);
  return updated;
}

export function updateProfileStatus(_phone: PhoneParts, { account }: Call): Answer {
  return profileClosed(account, "Error updating profile status", "updateProfileStatus") ?? updated;
}

export function updateProfilePicture(_phone: PhoneParts, { account }: Call): Answer {
  return profileClosed(account, "Error updating profile picture", "updateProfilePicture") ?? updated;
}

export function removeProfilePicture(_phone: PhoneParts, { account }: Call): Answer {
  return profileClosed(account, "Error removing profile picture", "removeProfilePicture") ?? updated;
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
