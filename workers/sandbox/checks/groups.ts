import type { Rule } from "../../evolution/checks/check";
import { fields, flag, listOf, oneOf, text } from "../../evolution/checks/parts";

const groupJid: Rule = { type: "string", pattern: "^[\\d-]+@g.us$" };

function people(name: string): Rule {
  return listOf({
    type: "string",
    minLength: 10,
    pattern: "\\d+",
    says: `"${name}" must be an array of numeric strings`,
  });
}

function named(own: Record<string, Rule>): Rule {
  return fields({ groupJid, ...own }, ["groupJid", ...Object.keys(own)], ["groupJid"]);
}

/** The bodies and queries of `/group/<verb>`. */
export const groupChecks = {
  create: fields(
    {
      subject: text,
      description: text,
      profilePicture: text,
      promoteParticipants: flag,
      participants: people("participants"),
    },
    ["subject", "participants"],
    ["subject", "description", "profilePicture"],
  ),
  group: named({}),
  subject: named({ subject: text }),
  description: named({ description: text }),
  picture: named({ image: text }),
  sendInvite: named({ description: text, numbers: people("numbers") }),
  participants: named({ action: oneOf("add", "remove", "promote", "demote"), participants: people("participants") }),
  setting: named({ action: oneOf("announcement", "not_announcement", "locked", "unlocked") }),
  ephemeral: named({ expiration: { type: "number", oneOf: [0, 86_400, 604_800, 7_776_000] } }),
  inviteCode: fields({ inviteCode: { type: "string", pattern: "^[a-zA-Z0-9]{22}$" } }, ["inviteCode"], ["inviteCode"]),
  allGroups: fields({ getParticipants: oneOf("true", "false") }, ["getParticipants"], ["getParticipants"]),
} satisfies Record<string, Rule>;
