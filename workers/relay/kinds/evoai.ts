import { at, isObject, listAt, textAt, type JsonObject } from "../json";
import { webhookKind } from "./webhook";

/** EvoAI speaks JSON-RPC; Evolution reads the first text of the first artifact. */
export const evoai = webhookKind({
  address: "agentUrl",
  headers({ secret }): Record<string, string> {
    return secret && "apiKey" in secret ? { "x-api-key": secret.apiKey } : {};
  },
  speaker(body) {
    const contact = textAt(body, "params", "metadata", "remoteJid");
    return {
      contact,
      session: textAt(body, "params", "contextId") ?? contact,
      name: textAt(body, "params", "metadata", "pushName"),
      text: textAt(body, "params", "message", "parts", 0, "text"),
    };
  },
  texts(answer) {
    if (!isObject(at(answer, "result"))) return null;
    const parts = listAt(answer, "result", "artifacts", 0, "parts");
    const spoken = parts.find((part) => textAt(part, "type") === "text" && textAt(part, "text"));
    return spoken ? [textAt(spoken, "text")!] : [];
  },
  reply: (text, { body }) => ({
    jsonrpc: "2.0",
    id: body.id ?? null,
    result: { artifacts: text ? [{ parts: [{ type: "text", text }] }] : [] },
  }),
  body: (contact, text) => callOf(contact, text),
});

function callOf(contact: string, text: string): JsonObject {
  return {
    jsonrpc: "2.0",
    id: `req-${crypto.randomUUID().slice(0, 8)}`,
    method: "message/send",
    params: {
      contextId: contact,
      message: {
        role: "user",
        parts: [{ type: "text", text }],
        messageId: contact.split("@")[0]!,
        metadata: { messageKey: { id: crypto.randomUUID(), remoteJid: contact, fromMe: false } },
      },
      metadata: { remoteJid: contact, pushName: "", fromMe: false, instanceName: "", serverUrl: "", apiKey: "" },
    },
  };
}
