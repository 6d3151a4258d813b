import { at, countAt, isObject, listAt, textAt, type Json } from "../json";
import { usageIn } from "../usage";
import { trimmed } from "./address";
import type { Reading, RelayKind, RelayStep } from "./kind";

/** Dify: chat, text and workflow applications. Agents answer in server-sent events, which Evolution reads whole. */
const messages: RelayStep = {
  method: "POST",
  path: /^\/(chat-messages|completion-messages|workflows\/run)$/,
  answers: true,
  gated: true,
  speaker({ body }) {
    const contact = textAt(body, "user") ?? textAt(body, "inputs", "remoteJid");
    return {
      contact,
      name: textAt(body, "inputs", "pushName"),
      session: textAt(body, "conversation_id") ?? contact,
      text: textAt(body, "query") ?? textAt(body, "inputs", "query"),
    };
  },
  ask({ ids, body }, { connection, secret }) {
    const url = trimmed(connection.apiUrl);
    if (!url) return null;
    const headers: Record<string, string> = {};
    if (secret && "apiKey" in secret) headers.authorization = `Bearer ${secret.apiKey}`;
    return { url: `${url}/${ids[0]}`, method: "POST", headers, body };
  },
  read: (answer) => (Array.isArray(answer) ? readEvents(answer) : readAnswer(answer)),
  // Without a conversation's id, so that Evolution keeps the one it has.
  reply(text, { body }) {
    if (body.response_mode !== "streaming") return { json: { event: "message", answer: text } };
    return { events: [{ event: "agent_message", answer: text }] };
  },
};

export const dify: RelayKind = {
  steps: [messages],
  failureOf(_status, body) {
    if (/provider_quota_exceeded/.test(body)) return "provider_quota";
    if (/model_currently_not_support/.test(body)) return "model_missing";
    if (/provider_not_initialize/.test(body)) return "key_refused";
    return /app_unavailable|not_found|conversation_not_exists/.test(body) ? "unknown_bot" : undefined;
  },
  say({ contact, session, connection }, text) {
    const path = { textGenerator: "/completion-messages", workflow: "/workflows/run" }[String(connection.botType)];
    const agent = connection.botType === "agent";
    const inputs = { remoteJid: contact, pushName: "", instanceName: "", serverUrl: "", apiKey: "" };
    const body = { inputs: path ? { ...inputs, query: text } : inputs, query: text, user: contact };
    return {
      method: "POST",
      path: path ?? "/chat-messages",
      body: {
        ...body,
        response_mode: agent ? "streaming" : "blocking",
        ...(session && session !== contact ? { conversation_id: session } : {}),
      },
    };
  },
};

function readAnswer(answer: Json): Reading | null {
  if (!isObject(answer)) return null;
  const workflow = at(answer, "data", "outputs");
  const text = textAt(answer, "answer") ?? (isObject(workflow) ? firstText(workflow) : null);
  if (text === null) return null;
  return { texts: text ? [text] : [], counts: true, session: textAt(answer, "conversation_id"), ...usedBy(answer) };
}

function readEvents(events: Json[]): Reading | null {
  const spoken = events.filter((event) => /^(agent_)?message$/.test(textAt(event, "event") ?? ""));
  if (events.some((event) => textAt(event, "event") === "error")) {
    return { texts: [], counts: true, failure: "provider_down" };
  }
  if (spoken.length === 0) return null;
  const text = spoken.map((event) => textAt(event, "answer") ?? "").join("");
  const end = events.find((event) => textAt(event, "event") === "message_end") ?? null;
  return { texts: text ? [text] : [], counts: true, session: textAt(spoken[0], "conversation_id"), ...usedBy(end) };
}

/** Dify knows what its provider asks, so its own figure goes before any table of prices. */
function usedBy(answer: Json): Pick<Reading, "use" | "nanoUsd"> {
  const price = Number(textAt(answer, "metadata", "usage", "total_price") ?? Number.NaN);
  const dollars = textAt(answer, "metadata", "usage", "currency") === "USD";
  const total = countAt(answer, "data", "total_tokens");
  const use = usageIn(answer) ?? (total === null ? null : { input: total, cached: 0, output: 0 });
  return { use, nanoUsd: dollars && Number.isFinite(price) && price >= 0 ? Math.round(price * 1_000_000_000) : null };
}

function firstText(outputs: Json): string | null {
  const values = isObject(outputs) ? Object.values(outputs) : listAt(outputs);
  return values.find((value) => typeof value === "string") ?? null;
}
