import { base64Of } from "../../secrets/bytes";
import { textAt } from "../json";
import { webhookKind } from "./webhook";

export const n8n = webhookKind({
  address: "webhookUrl",
  headers({ secret }): Record<string, string> {
    if (!secret) return {};
    if ("apiKey" in secret) return { authorization: `Bearer ${secret.apiKey}` };
    const pair = new TextEncoder().encode(`${secret.user}:${secret.password}`);
    return { authorization: `Basic ${base64Of(pair)}` };
  },
  speaker(body) {
    const contact = textAt(body, "remoteJid");
    return {
      contact,
      session: textAt(body, "sessionId") ?? contact,
      name: textAt(body, "pushName"),
      text: textAt(body, "chatInput"),
    };
  },
  texts(answer) {
    const text = textAt(answer, "output") || textAt(answer, "answer");
    // A workflow that has nothing to say answers that it has started.
    return text === null && !("message" in answer) ? null : [text ?? ""];
  },
  reply: (text) => ({ output: text }),
  body: (contact, text) => ({
    chatInput: text,
    sessionId: contact,
    remoteJid: contact,
    pushName: "",
    keyId: crypto.randomUUID(),
    fromMe: false,
    instanceName: "",
    serverUrl: "",
    apiKey: "",
  }),
  failureOf: (status) => (status === 404 ? "unknown_bot" : undefined),
});
