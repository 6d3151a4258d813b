import { imageIn } from "../content";
import { blurted } from "../say";
import { conversationOf, server, type Ask } from "../talk";
import { heard } from "../transcribe";

/** Evolution's own webhook bot. Its answer is sent whole: neither split nor written at a pace. */
export const askEvolutionBot: Ask = async (talk) => {
  const { phone, account, remoteJid, bot, task, session, message } = talk;
  const image = imageIn(task.content);
  const answer = (await phone.farEnd.post(
    String(bot.apiUrl),
    {
      inputs: {
        sessionId: session.id,
        remoteJid,
        pushName: task.pushName ?? "",
        fromMe: message?.key.fromMe,
        ...server(phone, account),
      },
      query: image?.caption ?? (await heard(talk)),
      conversation_id: conversationOf(talk),
      user: remoteJid,
      ...(image && { files: [{ type: "image", url: image.url }] }),
    },
    bot.apiKey ? { authorization: `Bearer ${String(bot.apiKey)}` } : {},
  )) as { message?: unknown; linkPreview?: unknown } | null;
  const text = answer?.message;
  if (typeof text !== "string" || text === "") return { says: [] };
  return { says: [blurted(remoteJid, unquoted(text), task.behaviour, answer?.linkPreview)] };
};

/** Some answers come in single quotes, which are no part of them. */
function unquoted(text: string): string {
  return /^'[^']*'$/s.test(text) ? text.slice(1, -1) : text;
}
