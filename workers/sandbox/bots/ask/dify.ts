import { imageIn } from "../content";
import { spoken } from "../say";
import { asker, conversationOf, type Ask, type Talk } from "../talk";
import { heard } from "../transcribe";

/** Dify by the type of its app. Upstream takes "workflow" in a bot and then calls nothing for it. */
export const askDify: Ask = async (talk) => {
  const { phone, remoteJid, bot, task, session } = talk;
  if (bot.botType === "workflow") return { says: [] };
  const path = bot.botType === "textGenerator" ? "completion-messages" : "chat-messages";
  const answer = await phone.farEnd.post(`${String(bot.apiUrl)}/${path}`, await question(talk), {
    authorization: `Bearer ${String(bot.apiKey)}`,
  });
  const { text, conversationId } = bot.botType === "agent" ? streamed(String(answer)) : whole(answer);
  const named = session.sessionId === remoteJid && conversationId ? { sessionId: conversationId } : {};
  return {
    says: spoken(remoteJid, text, task.behaviour),
    change: { status: "opened", awaitUser: true, ...named },
  };
};

async function question(talk: Talk): Promise<Record<string, unknown>> {
  const { bot, task, remoteJid } = talk;
  const image = imageIn(task.content);
  const query = image?.caption ?? (await heard(talk));
  const inInputs = bot.botType === "textGenerator";
  return {
    inputs: { ...(inInputs && { query }), ...asker(talk) },
    ...(!inInputs && { query }),
    response_mode: bot.botType === "agent" ? "streaming" : "blocking",
    conversation_id: conversationOf(talk),
    user: remoteJid,
    ...(image && { files: [{ type: "image", transfer_method: "remote_url", url: image.url }] }),
  };
}

function whole(answer: unknown): { text: unknown; conversationId?: string } {
  const { answer: text, conversation_id: conversationId } = (answer ?? {}) as {
    answer?: unknown;
    conversation_id?: string;
  };
  return { text, ...(conversationId && { conversationId }) };
}

/** An agent's answer comes in pieces, each an event of the stream. */
function streamed(stream: string): { text: string; conversationId?: string } {
  let text = "";
  let conversationId: string | undefined;
  for (const line of stream.split("\n").map((line) => line.replace(/^data: ?/, "").trim())) {
    if (!line.startsWith("{")) continue;
    const event = JSON.parse(line) as { event?: string; conversation_id?: string; answer?: string };
    if (event.event !== "agent_message") continue;
    conversationId ??= event.conversation_id;
    text += event.answer ?? "";
  }
  return { text, ...(conversationId && { conversationId }) };
}
