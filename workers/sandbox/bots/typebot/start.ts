import { answer, refusal, type Answer } from "../../answers";
import type { PhoneParts } from "../../parts";
import type { Call } from "../../routes/route";
import type { Row } from "../columns";
import { insertBot } from "../create";
import { behaviourOf } from "../heed";
import { isIgnored } from "../triggers";
import { flowId, startAddress, startChat } from "./server";

interface Variable {
  name: string | number;
  value: unknown;
}

/** `POST /typebot/start`: begins a flow with a contact that has said nothing. */
export function startTypebot(phone: PhoneParts, call: Call): Answer | Promise<Answer> {
  const { account, body } = call;
  const remoteJid = String(body.remoteJid);
  if (remoteJid === "status@broadcast") return answer(200, undefined);
  const settings = phone.bots.settings("typebot");
  if (isIgnored(settings?.ignoreJids, remoteJid)) return refusal(500, "Jid not allowed");
  if (!settings) return refusal(500, "Cannot read properties of null (reading 'expire')");
  const variables = (Array.isArray(body.variables) ? body.variables : []) as Variable[];
  const prefilledVariables = Object.fromEntries(variables.map(({ name, value }) => [String(name), value]));
  if (!body.startSession) return tellOnly(phone, call, prefilledVariables);
  const bot = botOf(phone, settings, String(body.url), String(body.typebot));
  if (!bot) return refusal(500, "Error creating Typebot");
  phone.sessions.removeOf(remoteJid);
  phone.turns.add({
    remoteJid,
    keyId: null,
    kinds: [],
    task: {
      kind: "typebot",
      botId: bot.id,
      sessionId: null,
      behaviour: behaviourOf((column) => settings[column]),
      keyId: null,
      content: "init",
      pushName: null,
      variables: prefilledVariables,
    },
  });
  return started(call, account.instanceName, prefilledVariables);
}

/** Without a session nobody can be written to: upstream starts the flow, sends nothing and says so. */
async function tellOnly(phone: PhoneParts, call: Call, prefilled: Record<string, unknown>): Promise<Answer> {
  const { account, body } = call;
  const url = String(body.url);
  const typebot = String(body.typebot);
  try {
    await startChat(phone, url, typebot, prefilled);
  } catch {
    return answer(200, undefined);
  }
  phone.announcer.announce("typebot.start", {
    remoteJid: body.remoteJid,
    url: startAddress(url, typebot),
    typebot,
    variables: body.variables,
    sessionId: flowId(),
  });
  return started(call, account.instanceName, prefilled);
}

function started({ body }: Call, instanceName: string, prefilledVariables: Record<string, unknown>): Answer {
  const { url, remoteJid, typebot } = body;
  return answer(200, { typebot: { instanceName, typebot: { url, remoteJid, typebot, prefilledVariables } } });
}

/** The bot with this address and flow; one without a trigger is made where there is none. */
function botOf(phone: PhoneParts, settings: Row, url: string, typebot: string): Row | null {
  const found = phone.bots.list("typebot").find((bot) => bot.url === url && bot.typebot === typebot);
  const { expire, keywordFinish, delayMessage, unknownMessage, listeningFromMe, stopBotFromMe, keepOpen } = settings;
  return (
    found ??
    insertBot(phone, "typebot", {
      enabled: true,
      url,
      typebot,
      expire,
      keywordFinish,
      delayMessage,
      unknownMessage,
      listeningFromMe,
      stopBotFromMe,
      keepOpen,
    })
  );
}
