import { spoken } from "../say";
import { replyOf, silence, type Talk } from "../talk";
import { transcribe } from "../transcribe";
import type { Reply } from "../turns";
import { askAssistant } from "./assistant";
import { callOpenai, OpenaiError } from "./client";
import { contentParts } from "./parts";

/** How many messages of a conversation the model is shown again. */
const historyLength = 10;

const notHeard = "Sorry, I couldn't transcribe your audio message. Could you please type your message instead?";

/**
 * What an OpenAI bot does with a message. `begin` opens the conversation: upstream looks for the
 * keyword that ends it first, and in a new one finds no session to end.
 */
export async function converseOpenai(
  talk: Omit<Talk, "session">,
  running: Talk["session"] | null,
  begin: () => Talk["session"],
): Promise<Reply> {
  const { phone, remoteJid, bot, task, message } = talk;
  const credential = phone.bots.credential(String(bot.openaiCredsId));
  if (!credential) return silence;
  let { content } = task;
  if (content.startsWith("audioMessage|") && message) {
    const words = await transcribe(phone, message);
    if (!words) return replyOf(spoken(remoteJid, notHeard, task.behaviour), null);
    content = words;
  }
  const { keywordFinish, keepOpen } = task.behaviour;
  if (keywordFinish && content.toLowerCase().trim() === keywordFinish.toLowerCase()) {
    if (running && keepOpen) phone.sessions.change(running.id, { status: "closed" });
    else if (running) phone.sessions.remove(running.id);
    return silence;
  }
  const session = running ?? begin();
  const asked = { ...talk, session, task: { ...task, content } };
  try {
    const text =
      bot.botType === "assistant" ? await askAssistant(asked, credential.apiKey) : await chat(asked, credential.apiKey);
    return replyOf(spoken(remoteJid, text, task.behaviour), {
      sessionId: session.id,
      change: { status: "opened", awaitUser: true },
    });
  } catch (error) {
    if (error instanceof OpenaiError) return silence;
    throw error;
  }
}

/** One turn of `chat/completions`. What fails there is said to the contact. */
async function chat({ phone, bot, task, session }: Talk, apiKey: string): Promise<unknown> {
  const history = historyOf(session.context);
  const said = { role: "user", content: contentParts(task.content) };
  const fixed = (role: string, messages: unknown): { role: string; content: unknown }[] =>
    Array.isArray(messages) ? messages.map((content: unknown) => ({ role, content })) : [];
  try {
    const completion = (await callOpenai(phone, apiKey, "POST", "/chat/completions", {
      model: bot.model,
      messages: [
        ...fixed("system", bot.systemMessages),
        ...fixed("assistant", bot.assistantMessages),
        ...fixed("user", bot.userMessages),
        ...history,
        said,
      ],
      max_tokens: bot.maxTokens || 500,
    })) as { choices?: { message: { content: unknown } }[] } | null;
    const choice = completion?.choices?.[0];
    if (!choice) throw new OpenaiError("Cannot read properties of undefined (reading '0')");
    const content = choice.message.content;
    const kept = [...history, said, { role: "assistant", content }].slice(-historyLength);
    phone.sessions.change(session.id, { context: JSON.stringify({ history: kept }) });
    return content;
  } catch (error) {
    if (!(error instanceof OpenaiError)) throw error;
    return `Sorry, there was an error: ${error.message}`;
  }
}

function historyOf(context: string | null): unknown[] {
  return context === null ? [] : ((JSON.parse(context) as { history?: unknown[] }).history ?? []);
}
