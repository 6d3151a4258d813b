import { answer, type Answer } from "../answers";
import { callCheck, messageChecks } from "../checks/messages";
import { jidOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";
import type { Draft } from "./draft";
import { messageKinds, type MessageKind } from "./kinds/kinds";
import { unreachable } from "./reach";
import { send } from "./send";

type KindName = keyof typeof messageKinds;

/** `POST /message/<kind>`, and the call that upstream only pretends to make. */
export const messageRoutes: Route[] = [
  ...(Object.keys(messageKinds) as KindName[]).map((name): Route => ({
    method: "POST",
    path: `/message/${name}`,
    check: messageChecks[name],
    handle: (phone, call) => sendKind(phone, call, messageKinds[name]),
  })),
  {
    method: "POST",
    path: "/call/offer",
    check: callCheck,
    handle: (_phone, { body }) =>
      answer(201, {
        id: "123",
        jid: jidOf(String(body.number)),
        isVideo: body.isVideo,
        callDuration: body.callDuration,
      }),
  },
];

function sendKind(phone: PhoneParts, { account, body, file }: Call, kind: MessageKind): Answer {
  const reach = (jid: string): Answer | null =>
    unreachable(phone, account, { jid, number: String(body.number ?? jid) }, kind.neverConnected);
  if (kind.lineFirst) {
    const blocked = reach(jidOf(String(body.number)));
    if (blocked) return blocked;
  }
  const made = kind.compose(phone, body, file);
  if (!isDraft(made)) return made;
  return reach(made.remoteJid) ?? send(phone, account, made);
}

function isDraft(made: Draft | Answer): made is Draft {
  return "remoteJid" in made;
}
