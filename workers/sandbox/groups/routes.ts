import { refusal, type Answer } from "../answers";
import { groupChecks } from "../checks/groups";
import type { Rule } from "../../evolution/checks/check";
import { complaintsByProperty } from "../../evolution/checks/check";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";
import * as change from "./change";
import { namedGroup } from "./closed";
import { createGroup } from "./create";
import { groupJidOf } from "./group";
import * as invite from "./invite";
import * as read from "./read";

/** `/group/<verb>`. All but `create` look for the group, or the code, in the query as well as in the body. */
export const groupRoutes: Route[] = [
  { method: "POST", path: "/group/create", check: groupChecks.create, handle: createGroup },
  named("POST", "updateGroupSubject", groupChecks.subject, change.updateSubject),
  named("POST", "updateGroupPicture", groupChecks.picture, change.updatePicture),
  named("POST", "updateGroupDescription", groupChecks.description, change.updateDescription),
  named("POST", "updateParticipant", groupChecks.participants, change.updateParticipant),
  named("POST", "updateSetting", groupChecks.setting, change.updateSetting),
  named("POST", "toggleEphemeral", groupChecks.ephemeral, change.toggleEphemeral),
  named("POST", "revokeInviteCode", groupChecks.group, invite.revokeInviteCode),
  named("POST", "sendInvite", groupChecks.sendInvite, invite.sendInvite),
  named("DELETE", "leaveGroup", groupChecks.group, change.leaveGroup),
  named("GET", "findGroupInfos", groupChecks.group, read.findGroupInfos),
  named("GET", "participants", groupChecks.group, read.findParticipants),
  named("GET", "inviteCode", groupChecks.group, invite.findInviteCode),
  asked("fetchAllGroups", "getParticipants", groupChecks.allGroups, read.fetchAllGroups, [
    "The getParticipants needs to be informed in the query",
  ]),
  asked("inviteInfo", "inviteCode", groupChecks.inviteCode, invite.findInviteInfo, codeMissing()),
  asked("acceptInviteCode", "inviteCode", groupChecks.inviteCode, invite.acceptInviteCode, codeMissing()),
];

type Handle = (phone: PhoneParts, call: Call) => Answer;

/** A route that is about one group. */
function named(method: Route["method"], verb: string, rule: Rule, handle: Handle): Route {
  return {
    method,
    path: `/group/${verb}`,
    handle: (phone, call) => {
      const given = namedGroup(call);
      if (!given) return refusal(400, ["The group id needs to be informed in the query", 'ex: "groupJid=120362@g.us"']);
      const wrong = complaintsByProperty({ ...call.body, groupJid: groupJidOf(given) }, rule);
      return wrong.length > 0 ? refusal(400, wrong) : handle(phone, call);
    },
  };
}

/** A route whose only input is one parameter of the query. */
function asked(verb: string, parameter: string, rule: Rule, handle: Handle, missing: string[]): Route {
  return {
    method: "GET",
    path: `/group/${verb}`,
    handle: (phone, call) => {
      const given = call.query.get(parameter);
      if (!given) return refusal(400, missing);
      const wrong = complaintsByProperty({ [parameter]: given }, rule);
      return wrong.length > 0 ? refusal(400, wrong) : handle(phone, call);
    },
  };
}

function codeMissing(): string[] {
  return [
    "The group invite code id needs to be informed in the query",
    'ex: "inviteCode=F1EX5QZxO181L3TMVP31gY" (Obtained from group join link)',
  ];
}
