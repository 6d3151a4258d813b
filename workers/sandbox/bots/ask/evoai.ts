import { imageIn } from "../content";
import { spoken } from "../say";
import { server, type Ask } from "../talk";
import { heard } from "../transcribe";

interface Part {
  type?: string;
  text?: string;
}

/** EvoAI speaks JSON-RPC. */
export const askEvoai: Ask = async (talk) => {
  const { phone, account, remoteJid, bot, task, session, message } = talk;
  const image = imageIn(task.content);
  const file = image &&
    message?.media && {
      type: "file",
      file: { name: image.caption || `${message.key.id}.jpg`, mimeType: "image/jpeg", bytes: message.media },
    };
  const key = message?.key;
  const answer = (await phone.farEnd.post(
    String(bot.agentUrl),
    {
      jsonrpc: "2.0",
      id: `req-${crypto.randomUUID().slice(0, 8)}`,
      method: "message/send",
      params: {
        contextId: session.sessionId,
        message: {
          role: "user",
          parts: [{ type: "text", text: image?.caption ?? (await heard(talk)) }, ...(file ? [file] : [])],
          messageId: remoteJid.split("@")[0],
          metadata: { messageKey: key && { id: key.id, remoteJid: key.remoteJid, fromMe: key.fromMe } },
        },
        metadata: {
          remoteJid,
          pushName: task.pushName ?? "",
          fromMe: key?.fromMe,
          ...server(phone, account),
        },
      },
    },
    bot.apiKey ? { "x-api-key": String(bot.apiKey) } : {},
  )) as { result?: { artifacts?: { parts?: Part[] }[] } } | null;
  const text = answer?.result?.artifacts?.[0]?.parts?.find((part) => part.type === "text" && part.text)?.text;
  return { says: spoken(remoteJid, text, task.behaviour) };
};
