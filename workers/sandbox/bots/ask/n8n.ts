import { Buffer } from "node:buffer";
import { spoken } from "../say";
import { server, type Ask } from "../talk";
import { heard } from "../transcribe";

export const askN8n: Ask = async (talk) => {
  const { phone, account, remoteJid, bot, task, session, message } = talk;
  const { basicAuthUser: user, basicAuthPass: password } = bot;
  const answer = (await phone.farEnd.post(
    String(bot.webhookUrl),
    {
      chatInput: await heard(talk),
      sessionId: session.sessionId,
      remoteJid,
      pushName: task.pushName ?? "",
      keyId: message?.key.id,
      fromMe: message?.key.fromMe,
      quotedMessage: message?.contextInfo?.quotedMessage,
      ...server(phone, account),
    },
    user && password
      ? { authorization: `Basic ${Buffer.from(`${String(user)}:${String(password)}`).toString("base64")}` }
      : {},
  )) as { output?: unknown; answer?: unknown } | null;
  return {
    says: spoken(remoteJid, answer?.output || answer?.answer, task.behaviour),
    change: { status: "opened", awaitUser: true },
  };
};
