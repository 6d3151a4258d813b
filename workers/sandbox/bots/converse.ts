import type { Account } from "../account/account";
import type { PhoneParts } from "../parts";
import { askDify } from "./ask/dify";
import { askEvoai } from "./ask/evoai";
import { askEvolutionBot } from "./ask/evolution-bot";
import { askFlowise } from "./ask/flowise";
import { askN8n } from "./ask/n8n";
import { botKinds } from "./kinds";
import type { Session } from "./sessions";
import { converseOpenai } from "./openai/converse";
import { replyOf, silence, type Ask, type Asked, type Talk } from "./talk";
import type { Reply, Task } from "./turns";
import { converseTypebot } from "./typebot/converse";

/** How the kinds that have no manner of their own ask their server. */
const asks: Record<"evolutionBot" | "dify" | "n8n" | "evoai" | "flowise", Ask> = {
  evolutionBot: askEvolutionBot,
  dify: askDify,
  n8n: askN8n,
  evoai: askEvoai,
  flowise: askFlowise,
};

/**
 * Has a bot answer. A server that fails leaves the contact without an answer, as upstream does.
 * `begun` is told of a conversation that the message began, before anyone is called.
 */
export async function converse(
  phone: PhoneParts,
  account: Account,
  remoteJid: string,
  task: Task,
  begun: (session: Session) => void,
): Promise<Reply> {
  const bot = phone.bots.find(task.kind, task.botId);
  const running = task.sessionId === null ? null : phone.sessions.find(task.sessionId);
  // The bot or the conversation went while the message waited.
  if (!bot || (task.sessionId !== null && !running)) return silence;
  const message = task.keyId === null ? null : phone.messages.byKeyId(task.keyId);
  const talk = { phone, account, remoteJid, bot, task, message };
  const begin = (): Session => {
    const session = phone.sessions.open({
      sessionId: remoteJid,
      remoteJid,
      pushName: task.pushName,
      type: botKinds[task.kind].sessionType,
      parameters: null,
      botId: bot.id,
    });
    begun(session);
    return session;
  };
  switch (task.kind) {
    case "typebot":
      return converseTypebot(talk, running);
    case "openai":
      return converseOpenai(talk, running, begin);
    default:
      return usual(talk, asks[task.kind], running, begin);
  }
}

async function usual(
  talk: Omit<Talk, "session">,
  ask: Ask,
  running: Session | null,
  begin: () => Session,
): Promise<Reply> {
  const { phone, task } = talk;
  const { keywordFinish } = task.behaviour;
  if (running && keywordFinish && task.content.toLowerCase().trim() === keywordFinish.toLowerCase()) {
    // Closed for good, whatever `keepOpen` says: upstream leaves it to changeStatus to open it again.
    phone.sessions.change(running.id, { status: "closed" });
    return silence;
  }
  const session = running ?? begin();
  const asked = await ask({ ...talk, session }).catch((): Asked => ({ says: [] }));
  const change = asked.change ?? (running ? { status: "opened" as const, awaitUser: true } : undefined);
  return replyOf(asked.says, change ? { sessionId: session.id, change } : null);
}
