import { isAudio } from "../content";
import { spoken } from "../say";
import type { Session } from "../sessions";
import { announceStatus } from "../status";
import { replyOf, silence, type Talk } from "../talk";
import { transcribe } from "../transcribe";
import type { Reply } from "../turns";
import { flowReply } from "./flow";
import { continueChat, startFlow } from "./server";

type Opening = Omit<Talk, "session">;

/** What a Typebot does with a message: it begins its flow, goes on in it, or ends it. */
export async function converseTypebot(talk: Opening, running: Session | null): Promise<Reply> {
  if (running && isExpired(talk, running)) {
    if (talk.task.behaviour.keepOpen) talk.phone.sessions.change(running.id, { status: "closed" });
    else talk.phone.sessions.removeOf(talk.remoteJid, talk.bot.id);
    return begin(talk);
  }
  if (!running) return begin(talk);
  return goOn(talk, running);
}

/** Minutes are counted whole: twenty and a half are not yet more than twenty. */
function isExpired({ phone, task }: Opening, running: Session): boolean {
  const { expire } = task.behaviour;
  return expire > 0 && Math.floor((phone.clock.now() - running.updatedAt) / 60_000) > expire;
}

/** The first message only wakes the flow, which greets. A flow that says nothing gets the message as well. */
async function begin(talk: Opening): Promise<Reply> {
  const { phone, account, remoteJid, bot, task } = talk;
  const started = await startFlow(phone, account, {
    remoteJid,
    pushName: task.pushName ?? "",
    botId: bot.id,
    url: String(bot.url),
    typebot: String(bot.typebot),
    variables: task.variables ?? {},
  });
  const session = started?.session ?? null;
  if (started?.answer.messages?.length) return session ? flowReply(session, started.answer, task.behaviour) : silence;
  if (!task.content) return notUnderstood(talk);
  if (isFinish(talk)) return session ? finish(talk, session) : silence;
  const answer = await continueChat(phone, String(bot.url), started?.answer.sessionId, task.content);
  return session ? flowReply(session, answer, task.behaviour) : silence;
}

async function goOn(talk: Opening, running: Session): Promise<Reply> {
  const { phone, bot, task, message } = talk;
  const session = phone.sessions.change(running.id, { status: "opened", awaitUser: false }) ?? running;
  if (!task.content) return notUnderstood(talk);
  if (isFinish(talk)) return finish(talk, running);
  const words = isAudio(task.content) && message ? await transcribe(phone, message) : null;
  const said = words ? `[audio] ${words}` : task.content;
  // Upstream takes what stands after the first dash, up to the next one.
  const flowSession = session.sessionId.split("-")[1];
  return flowReply(session, await continueChat(phone, String(bot.url), flowSession, said), task.behaviour);
}

function notUnderstood({ remoteJid, task }: Opening): Reply {
  const { unknownMessage, delayMessage } = task.behaviour;
  return replyOf(spoken(remoteJid, unknownMessage, { delayMessage }), null);
}

function isFinish({ task }: Opening): boolean {
  const { keywordFinish } = task.behaviour;
  return Boolean(keywordFinish) && task.content.toLowerCase() === keywordFinish!.toLowerCase();
}

function finish({ phone, account, remoteJid, bot, task }: Opening, session: Session): Reply {
  if (task.behaviour.keepOpen) phone.sessions.change(session.id, { status: "closed" });
  else phone.sessions.removeOf(remoteJid, bot.id);
  announceStatus(phone, account, remoteJid, task.behaviour.keepOpen ? "closed" : "delete", session);
  return silence;
}
