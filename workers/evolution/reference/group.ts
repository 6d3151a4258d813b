import type { Family } from "./family";
import { may, need } from "./field";

const groupJid = need("groupJid", "string", "The group's JID. `@g.us` is added if it is missing.", {
  sample: "120363025246125486@g.us",
});
/** Where there is a body, the group may be named in it as well. */
const which = [groupJid];
const inviteCode = need("inviteCode", "string", "The 22 letters and digits at the end of the link.", {
  pattern: "^[a-zA-Z0-9]{22}$",
  sample: "F1EX5QZxO181L3TMVP31gY",
});
const metadata = "The group: id, subject, owner, description, settings, participants.";
const done = "`update: success`.";

export const group: Family = {
  id: "group",
  title: "Groups",
  lead: "Make groups, change them, invite people and take them out.",
  nouns: ["group"],
  operations: {
    "POST /group/create/:instance": {
      summary: "Create a group",
      status: 201,
      fields: [
        need("subject", "string", "The group's name.", { sample: "Orders" }),
        may("description", "string", "What it is for."),
        need("participants", "string[]", "Whom to put in, with country codes.", { sample: ["5511988887777"] }),
        may("promoteParticipants", "boolean", "Make all of them administrators."),
        may("profilePicture", "string", "Base64 or a public address."),
      ],
      answer: metadata,
    },
    "POST /group/updateGroupSubject/:instance": {
      summary: "Rename a group",
      status: 201,
      query: which,
      fields: [need("subject", "string", "The new name.", { sample: "Orders" })],
      answer: done,
    },
    "POST /group/updateGroupPicture/:instance": {
      summary: "Change a group's picture",
      status: 201,
      query: which,
      fields: [need("image", "string", "Base64 or a public address.", { sample: "https://example.com/group.png" })],
      answer: done,
    },
    "POST /group/updateGroupDescription/:instance": {
      summary: "Change a group's description",
      status: 201,
      query: which,
      fields: [need("description", "string", "The new text.", { sample: "Orders of the day" })],
      answer: done,
    },
    "GET /group/findGroupInfos/:instance": { summary: "Read a group", query: which, answer: metadata },
    "GET /group/fetchAllGroups/:instance": {
      summary: "List groups",
      query: [
        need("getParticipants", "string", "Whether to list the participants of each.", { values: ["true", "false"] }),
      ],
      answer: "A list of groups.",
    },
    "GET /group/participants/:instance": {
      summary: "List a group's participants",
      query: which,
      answer: "`participants` with id, role, name and picture.",
    },
    "GET /group/inviteCode/:instance": {
      summary: "Read the invitation link",
      query: which,
      answer: "`inviteUrl` and `inviteCode`.",
    },
    "GET /group/inviteInfo/:instance": {
      summary: "Look at a group by its invitation",
      query: [inviteCode],
      answer: metadata,
    },
    "GET /group/acceptInviteCode/:instance": {
      summary: "Join a group by its invitation",
      text: "A GET that changes something: do not call it twice, and do not let anything prefetch it.",
      query: [inviteCode],
      answer: "`accepted: true` and the group's JID.",
    },
    "POST /group/sendInvite/:instance": {
      summary: "Send the invitation to people",
      query: [{ ...groupJid, required: false }],
      fields: [
        groupJid,
        need("description", "string", "What to write to them.", { sample: "Join us here" }),
        need("numbers", "string[]", "To whom.", { sample: ["5511988887777"] }),
      ],
      answer: "`send: true` and the link.",
    },
    "POST /group/revokeInviteCode/:instance": {
      summary: "Replace the invitation link",
      text: "Needs no body.",
      status: 201,
      query: which,
      answer: "`revoked: true` and the new code.",
    },
    "POST /group/updateParticipant/:instance": {
      summary: "Add, remove, promote or demote people",
      status: 201,
      query: which,
      fields: [
        need("action", "string", "What to do.", { values: ["add", "remove", "promote", "demote"] }),
        need("participants", "string[]", "With whom.", { sample: ["5511988887777"] }),
      ],
      answer: "One entry a person, with the status that WhatsApp gave.",
    },
    "POST /group/updateSetting/:instance": {
      summary: "Change who may write or edit",
      status: 201,
      query: which,
      fields: [
        need("action", "string", "Who may write (announcement) or edit (locked).", {
          values: ["announcement", "not_announcement", "locked", "unlocked"],
        }),
      ],
      answer: "An empty object.",
    },
    "POST /group/toggleEphemeral/:instance": {
      summary: "Let messages disappear",
      status: 201,
      query: which,
      fields: [
        need("expiration", "integer", "Seconds after which they go: none, a day, a week, 90 days.", {
          values: [0, 86400, 604800, 7776000],
        }),
      ],
      answer: "`success: true`.",
    },
    "DELETE /group/leaveGroup/:instance": {
      summary: "Leave a group",
      query: which,
      answer: "The group's JID and `leave: true`.",
    },
  },
};
