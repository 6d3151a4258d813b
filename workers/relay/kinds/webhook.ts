import type { BotCall, FarEnd, Reading, RelayKind, Speaker } from "./kind";
import { usageIn } from "../usage";
import { isObject, textAt, type Json, type JsonObject } from "../json";
import { whole } from "./address";

/** A kind that posts every message to one address: what differs is where things stand in it. */
interface WebhookForm {
  /** The member of the connection that holds the address. */
  address: string;
  headers(farEnd: FarEnd): Record<string, string>;
  speaker(body: JsonObject): Speaker;
  /** What the bot says; null for an answer that is none of this kind. */
  texts(answer: JsonObject): string[] | null;
  reply(text: string, call: BotCall): Json;
  body(contact: string, text: string): JsonObject;
  failureOf?: RelayKind["failureOf"];
}

export function webhookKind(form: WebhookForm): RelayKind {
  return {
    steps: [
      {
        method: "POST",
        path: /^\/?$/,
        answers: true,
        gated: true,
        speaker: ({ body }) => form.speaker(body),
        ask({ body }, farEnd) {
          const url = whole(farEnd.connection[form.address]);
          return url ? { url, method: "POST", headers: form.headers(farEnd), body } : null;
        },
        read: (answer) => readAnswer(form, answer),
        reply: (text, call) => ({ json: form.reply(text, call) }),
      },
    ],
    ...(form.failureOf ? { failureOf: form.failureOf } : {}),
    say: ({ contact }, text) => ({ method: "POST", path: "", body: form.body(contact, text) }),
  };
}

function readAnswer(form: WebhookForm, answer: Json): Reading | null {
  if (!isObject(answer)) return null;
  // The form in which JSON-RPC, and many others, say that something failed over there.
  if (isObject(answer.error)) return { texts: [], counts: true, failure: "provider_down" };
  const texts = form.texts(answer);
  if (!texts) return null;
  const said = texts.filter((text) => text !== "");
  return { texts: said, counts: true, use: usageIn(answer), model: textAt(answer, "model") };
}

/** A key as a bearer's token, where there is one. */
export function bearer({ secret }: FarEnd): Record<string, string> {
  return secret && "apiKey" in secret ? { authorization: `Bearer ${secret.apiKey}` } : {};
}
