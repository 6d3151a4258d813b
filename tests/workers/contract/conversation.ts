import { vi } from "vitest";
import type { BotKind } from "#workers/domain/bot";
import type { PhoneStub } from "#workers/sandbox/stub";
import { recording } from "../../support/recordings";
import type { Stage } from "./stage";

interface RecordedSession {
  botId: string;
  remoteJid: string;
  pushName: string;
  awaitUser: boolean;
}

/** Lets the recorded contact write to the recorded bot, and waits until it has answered as it had then. */
export async function converse(stage: Stage, phone: PhoneStub, kind: BotKind): Promise<void> {
  vi.stubGlobal("fetch", async () => Response.json(farAnswers[kind]));
  const { request, response } = await recording(`${kind}.fetchSessions.evolution`);
  const [recorded] = response.body as [RecordedSession];
  const id = stage.said.find(([before]) => before === recorded.botId)?.[1] ?? (await makeOpenaiBot(stage));
  if (kind === "openai") stage.said.push([recorded.botId, id]);
  // The sandbox holds that nobody with a number on 0000 is on WhatsApp.
  const [recordedNumber = ""] = recorded.remoteJid.split("@");
  const from = recordedNumber.replace(/0000$/, "0009");
  stage.said.push([recordedNumber, from]);
  await phone.receive({ from, text: `hi ${kind}`, pushName: recorded.pushName });
  const path = `/v1${request.path.replace(recorded.botId, id)}`;
  await vi.waitFor(async () => {
    const [session] = await (await stage.given.call("GET", path)).json<RecordedSession[]>();
    if (session?.awaitUser !== recorded.awaitUser) throw new Error("The bot has not answered yet.");
  }, 20_000);
}

/** How it was made was not recorded; its session was. */
async function makeOpenaiBot(stage: Stage): Promise<string> {
  const credential = await stage.given.call("POST", "/v1/openai/creds/evo-ch", { body: { name: "ch", apiKey: "sk" } });
  const { id: openaiCredsId } = await credential.json<{ id: string }>();
  const chosen = { botType: "chatCompletion", model: "gpt-4o", maxTokens: 100, openaiCredsId, delayMessage: 0 };
  const body = { enabled: true, triggerType: "all", expire: 0, keywordFinish: "#sair", ...chosen };
  const made = await stage.given.call("POST", "/v1/openai/create/evo-ch", { body });
  if (!made.ok) throw new Error(await made.text());
  return (await made.json<{ id: string }>()).id;
}

/** What the stand-ins for the bots' servers had answered. */
const farAnswers: Record<BotKind, unknown> = {
  typebot: {
    sessionId: "tb-session-1",
    messages: [{ id: "m", type: "text", content: { richText: [{ type: "p", children: [{ text: "Welcome" }] }] } }],
    input: { type: "text input" },
  },
  openai: {
    choices: [{ index: 0, message: { role: "assistant", content: "Hello from the stand-in model" } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  },
  dify: { answer: "hello", conversation_id: "conv-1" },
  flowise: { text: "hello" },
  evolutionBot: { message: "hello" },
  n8n: { output: "hello" },
  evoai: { result: { artifacts: [{ parts: [{ type: "text", text: "hello" }] }] } },
};
