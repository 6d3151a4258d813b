import { answer, refusal, type Answer } from "../answers";
import { userOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { groupOf, isGroupFound } from "./closed";
import { shownGroup } from "./group";

export function findGroupInfos(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 404, text: "Error fetching group", reads: "groupMetadata" });
  return isGroupFound(group) ? answer(200, { ...shownGroup(group), participants: group.participants }) : group;
}

export function fetchAllGroups(phone: PhoneParts, { account, query }: Call): Answer {
  if (account.state !== "open")
    return account.hadSocket
      ? refusal(500, "Connection Closed")
      : refusal(500, "Cannot convert undefined or null to object");
  const participants = query.get("getParticipants") === "true";
  return answer(
    200,
    phone.groups
      .all()
      .map((group) => ({ ...shownGroup(group), ...(participants && { participants: group.participants }) })),
  );
}

export function findParticipants(phone: PhoneParts, call: Call): Answer {
  const group = groupOf(phone, call, { status: 404, text: "No participants", reads: "groupMetadata" });
  if (!isGroupFound(group)) return group;
  const participants = group.participants.map(({ id, admin }) => ({
    id,
    admin,
    name: phone.book.contact(id)?.pushName ?? userOf(id),
    imgUrl: null,
  }));
  return answer(200, { participants });
}
