import { imageIn } from "../content";
import { spoken } from "../say";
import { server, type Ask } from "../talk";
import { heard } from "../transcribe";

export const askFlowise: Ask = async (talk) => {
  const { phone, account, remoteJid, bot, task, message } = talk;
  const image = imageIn(task.content);
  const answer = (await phone.farEnd.post(
    String(bot.apiUrl),
    {
      question: image?.caption ?? (await heard(talk)),
      overrideConfig: {
        sessionId: remoteJid,
        vars: {
          messageId: message?.key.id,
          fromMe: message?.key.fromMe,
          remoteJid,
          pushName: task.pushName ?? "",
          ...server(phone, account),
        },
      },
      ...(image && { uploads: [{ data: image.url, type: "url", name: "Flowise.png", mime: "image/png" }] }),
    },
    bot.apiKey ? { authorization: `Bearer ${String(bot.apiKey)}` } : {},
  )) as { text?: unknown } | null;
  return { says: spoken(remoteJid, answer?.text, task.behaviour) };
};
