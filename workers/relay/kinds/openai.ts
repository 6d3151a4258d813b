import type { TokenUse } from "../../domain/model-price";
import { at, countAt, isObject, listAt, textAt, type Json, type JsonObject } from "../json";
import { usageIn } from "../usage";
import { trimmed } from "./address";
import { nobody, type BotCall, type RelayKind, type RelayStep } from "./kind";
import { askOpenai, refusal } from "./openai-ask";
import { assistantSteps } from "./openai-assistant";

/** OpenAI and whatever speaks as it does. Evolution's SDK is pointed at the relay, and its key names the bot. */
const chatCompletions: RelayStep = {
  method: "POST",
  path: /^\/chat\/completions$/,
  answers: true,
  gated: true,
  atMost,
  // The call names no contact; the journal finds it by what was written.
  speaker: ({ body }) => ({ ...nobody, text: lastWords(body) }),
  ask({ body }, farEnd) {
    const sent: JsonObject = { ...body };
    if (body.stream === true) {
      const options = isObject(body.stream_options) ? body.stream_options : {};
      sent.stream_options = { ...options, include_usage: true };
    }
    // Evolution writes the old name of the limit, which OpenAI's newer models refuse; other servers know only that.
    if (farEnd.baseUrl === null && typeof body.max_tokens === "number" && body.max_completion_tokens === undefined) {
      sent.max_completion_tokens = body.max_tokens;
      delete sent.max_tokens;
    }
    return askOpenai(farEnd, "/chat/completions", sent);
  },
  read(answer) {
    if (listAt(answer, "choices").length === 0) return null;
    const message = at(answer, "choices", 0, "message");
    const text = textAt(message, "content") || textAt(message, "refusal");
    return { texts: text ? [text] : [], counts: true, model: textAt(answer, "model"), use: usageIn(answer) };
  },
  reply: (text, { body }) =>
    body.stream === true ? { events: streamed(text, body) } : { json: completion(text, body) },
};

const transcriptions: RelayStep = {
  method: "POST",
  path: /^\/audio\/transcriptions$/,
  answers: true,
  gated: true,
  speaker: () => nobody,
  ask: ({ stream, contentType }, farEnd) => {
    const ask = askOpenai(farEnd, "/audio/transcriptions", stream);
    return { ...ask, headers: { ...ask.headers, "content-type": contentType ?? "" } };
  },
  read(answer) {
    const text = textAt(answer, "text");
    return text === null ? null : { texts: [], counts: true, model: "whisper-1", use: transcribed(answer) };
  },
  reply: () => ({ json: { text: "" } }),
};

const models: RelayStep = {
  method: "GET",
  path: /^\/models$/,
  answers: false,
  gated: false,
  speaker: () => nobody,
  ask: (_call, farEnd) => askOpenai(farEnd, "/models", null, "GET"),
  read: (answer) => (Array.isArray(at(answer, "data")) ? { texts: [], counts: false } : null),
  reply: (_text, _call, failure) => refusal(failure),
};

/** The address of a function that an assistant may call, which upstream would otherwise call itself. */
const functions: RelayStep = {
  method: "POST",
  path: /^\/function$/,
  answers: false,
  gated: false,
  speaker: () => nobody,
  ask({ body }, { connection }) {
    const url = trimmed(connection.functionUrl);
    return url ? { url, method: "POST", headers: {}, body } : null;
  },
  read: () => ({ texts: [], counts: false }),
  reply: () => ({ status: 400, json: { error: "Function call failed" } }),
};

export const openai: RelayKind = {
  steps: [chatCompletions, transcriptions, models, functions, ...assistantSteps],
  failureOf(status, body) {
    if (/context_length_exceeded|maximum context length/.test(body)) return "too_large";
    if (/insufficient_quota|rate_limit|billing/.test(body)) return "provider_quota";
    if ((status === 404 || status === 400) && /no assistant|assistant.{0,40}not found/i.test(body))
      return "unknown_bot";
    return (status === 404 || status === 400) && /model/i.test(body) ? "model_missing" : undefined;
  },
  say({ history, connection }, text) {
    const messages: Json[] = [
      ...prompt(connection.systemMessages, "system"),
      ...prompt(connection.assistantMessages, "assistant"),
      ...prompt(connection.userMessages, "user"),
      ...history.slice(-10).map(({ role, content }) => ({ role, content })),
      { role: "user", content: [{ type: "text", text }] },
    ];
    const model = typeof connection.model === "string" ? connection.model : "";
    const limit = typeof connection.maxTokens === "number" ? connection.maxTokens : 500;
    return { method: "POST", path: "/chat/completions", body: { model, messages, max_tokens: limit } };
  },
};

/**
 * The most that an answer may take: a token stands for one byte at least, and the limit of the answer is in
 * the call. Unknown where there are pictures, which are billed by their size over there.
 */
function atMost({ body }: BotCall): TokenUse | null {
  const output = countAt(body, "max_tokens") ?? countAt(body, "max_completion_tokens");
  const text = JSON.stringify(body.messages ?? []);
  if (output === null || text.includes('"image_url"')) return null;
  return { input: new TextEncoder().encode(text).byteLength + 16, cached: 0, output };
}

/** What the contact wrote: the last message, without the texts that the bot's owner put before it. */
export function lastWords(body: JsonObject): string | null {
  const last = listAt(body, "messages").at(-1);
  return (
    textAt(last, "content") ??
    textAt(
      listAt(last, "content").find((part) => textAt(part, "type") === "text"),
      "text",
    )
  );
}

function transcribed(answer: Json): TokenUse | null {
  const seconds = at(answer, "duration");
  return usageIn(answer) ?? (typeof seconds === "number" ? { input: 0, cached: 0, output: 0, seconds } : null);
}

function completion(text: string, body: JsonObject): JsonObject {
  const message = { role: "assistant", content: text };
  return {
    id: "chatcmpl-zapin",
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: textAt(body, "model") ?? "",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  };
}

function streamed(text: string, body: JsonObject): Json[] {
  const chunk = (delta: JsonObject, reason: string | null): JsonObject => ({
    id: "chatcmpl-zapin",
    object: "chat.completion.chunk",
    created: Math.floor(Date.now() / 1000),
    model: textAt(body, "model") ?? "",
    choices: [{ index: 0, delta, finish_reason: reason }],
  });
  return [chunk({ role: "assistant", content: text }, null), chunk({}, "stop")];
}

function prompt(texts: unknown, role: string): Json[] {
  return Array.isArray(texts) ? texts.map((content) => ({ role, content: String(content) })) : [];
}
