import type { Talk } from "../talk";
import { callOpenai } from "./client";
import { contentParts } from "./parts";

/** How long a run is waited for: a look every second. */
const looks = 60;
const lookEveryMs = 1_000;

const ended = ["completed", "failed", "cancelled", "expired"];

interface ToolCall {
  id: string;
  function: { name: string; arguments: string };
}

interface Run {
  id: string;
  status: string;
  required_action?: { type: string; submit_tool_outputs: { tool_calls: ToolCall[] } };
}

/** One turn with an assistant, in the thread of the conversation. */
export async function askAssistant(talk: Talk, apiKey: string): Promise<unknown> {
  const { phone, bot, task } = talk;
  const post = (path: string, body: unknown): Promise<unknown> => callOpenai(phone, apiKey, "POST", path, body);
  const thread = await threadOf(talk, post);
  await post(`${thread}/messages`, { role: "user", content: contentParts(task.content) });
  const begun = (await post(`${thread}/runs`, { assistant_id: bot.assistantId })) as Run;
  const run = `${thread}/runs/${begun.id}`;
  const look = async (): Promise<Run> => (await callOpenai(phone, apiKey, "GET", run)) as Run;
  let now = await look();
  for (let left = looks; left > 0 && !ended.includes(now.status); left--) {
    await phone.pauses.wait(lookEveryMs);
    now = await look();
    if (now.status === "requires_action" && now.required_action?.type === "submit_tool_outputs")
      await post(`${run}/submit_tool_outputs`, {
        tool_outputs: await toolOutputs(talk, now.required_action.submit_tool_outputs.tool_calls),
      });
  }
  if (now.status !== "completed") return "Failed to get a response from the assistant.";
  const listed = (await callOpenai(phone, apiKey, "GET", `${thread}/messages`)) as {
    data?: { content?: { text?: { value?: string } }[] }[];
  };
  return listed.data?.[0]?.content?.[0]?.text?.value ?? "I couldn't generate a proper response. Please try again.";
}

/** The first message makes the thread, whose id becomes the session's. */
async function threadOf(
  { phone, session, remoteJid }: Talk,
  post: (path: string, body: unknown) => Promise<unknown>,
): Promise<string> {
  if (session.sessionId !== remoteJid) return `/threads/${session.sessionId}`;
  const { id } = (await post("/threads", {})) as { id: string };
  phone.sessions.change(session.id, { sessionId: id });
  return `/threads/${id}`;
}

/** What the bot's own function server says to the tools that the assistant wants. */
function toolOutputs({ phone, bot, remoteJid, task }: Talk, calls: ToolCall[]): Promise<unknown[]> {
  const { functionUrl } = bot;
  return Promise.all(
    calls.map(async (call) => {
      const output = async (): Promise<unknown> => {
        if (typeof functionUrl !== "string" || !functionUrl) return { error: "No function URL configured" };
        try {
          const given = JSON.parse(call.function.arguments) as Record<string, unknown>;
          return await phone.farEnd.post(functionUrl, {
            functionName: call.function.name,
            functionArguments: { ...given, remoteJid, pushName: task.pushName ?? "" },
          });
        } catch {
          return { error: "Function call failed" };
        }
      };
      return { tool_call_id: call.id, output: JSON.stringify(await output()) };
    }),
  );
}
