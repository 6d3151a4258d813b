import { listAt, isObject, textAt, type Json, type JsonObject } from "../json";
import { trimmed } from "./address";
import {
  nobody,
  type BotCall,
  type FarEnd,
  type Reading,
  type RelayKind,
  type RelayStep,
  type ReplyBody,
  type SimulatedCall,
} from "./kind";

/** Typebot: one call begins a conversation, every later message continues it under the session's id. */
const startChat: RelayStep = {
  method: "POST",
  path: /^\/api\/v1\/typebots\/[^/]+\/startChat$/,
  answers: true,
  gated: true,
  speaker({ body }) {
    const variables = body.prefilledVariables;
    return {
      ...nobody,
      contact: textAt(variables, "remoteJid"),
      name: textAt(variables, "pushName"),
      session: textAt(variables, "remoteJid"),
    };
  },
  ask({ body }, farEnd) {
    const url = addressOf(farEnd);
    const typebot = farEnd.connection.typebot;
    if (!url || typeof typebot !== "string" || !typebot) return null;
    return ask(`${url}/api/v1/typebots/${encodeURIComponent(typebot)}/startChat`, farEnd, body);
  },
  read: (answer) => readChat(answer, textAt(answer, "sessionId")),
  // Without an input the conversation is over for Evolution, and the next message begins a new one.
  reply(text): ReplyBody {
    if (!text) return { json: { messages: [] } };
    return { json: { sessionId: `zapin${crypto.randomUUID().replaceAll("-", "")}`, messages: [bubble(text)] } };
  },
};

const continueChat: RelayStep = {
  method: "POST",
  path: /^\/api\/v1\/sessions\/([\w-]+)\/continueChat$/,
  answers: true,
  gated: true,
  speaker: ({ ids, body }) => ({
    ...nobody,
    session: ids[0]!,
    text: textAt(body, "message") ?? textAt(body, "message", "text"),
  }),
  ask({ ids, body }, farEnd) {
    const url = addressOf(farEnd);
    return url ? ask(`${url}/api/v1/sessions/${ids[0]}/continueChat`, farEnd, body) : null;
  },
  read: (answer, call) => readChat(answer, call.ids[0]!),
  // A session that is gone over there would refuse every message; any other failure may pass.
  reply: (text, _call, failure) => ({
    json: {
      messages: text ? [bubble(text)] : [],
      ...(failure === "unknown_bot" ? {} : { input: { id: "zapin", type: "text input" } }),
    },
  }),
};

export const typebot: RelayKind = {
  steps: [startChat, continueChat],
  failureOf: (status) => (status === 404 ? "unknown_bot" : undefined),
  say({ contact, session, connection }, text): SimulatedCall {
    if (session) return { method: "POST", path: `/api/v1/sessions/${session}/continueChat`, body: { message: text } };
    const variables = { remoteJid: contact, pushName: "", instanceName: "", serverUrl: "", apiKey: "", ownerJid: "" };
    const id = encodeURIComponent(String(connection.typebot ?? ""));
    return { method: "POST", path: `/api/v1/typebots/${id}/startChat`, body: { prefilledVariables: variables } };
  },
};

function ask(url: string, { secret }: FarEnd, body: BotCall["body"]) {
  const headers: Record<string, string> = {};
  if (secret && "apiKey" in secret) headers.authorization = `Bearer ${secret.apiKey}`;
  return { url, method: "POST" as const, headers, body };
}

function addressOf({ connection }: FarEnd): string | null {
  return trimmed(connection.url);
}

function readChat(answer: Json, session: string | null): Reading | null {
  if (!isObject(answer) || !Array.isArray(answer.messages)) return null;
  const texts = answer.messages.map(textOf).filter((text) => text !== "");
  const choices = listAt(answer, "input", "items").map((item) => textAt(item, "content") ?? "");
  if (choices.some(Boolean)) texts.push(choices.filter(Boolean).join("\n"));
  return { texts, counts: true, session, ended: !isObject(answer.input) };
}

/** What a bubble says: its text, or the address of what it shows. */
function textOf(message: Json): string {
  const paragraphs = listAt(message, "content", "richText");
  if (paragraphs.length > 0) return paragraphs.map(leaves).join("\n").trim();
  return (
    textAt(message, "content", "markdown") ?? textAt(message, "content", "url") ?? textAt(message, "content") ?? ""
  );
}

function leaves(node: Json): string {
  return textAt(node, "text") ?? listAt(node, "children").map(leaves).join("");
}

/** Both forms in which versions of Evolution look for a bubble's text. */
function bubble(text: string): JsonObject {
  const richText = text.split("\n").map((line) => ({ type: "p", children: [{ text: line }] }));
  return { id: "zapin", type: "text", content: { type: "richText", richText } };
}
