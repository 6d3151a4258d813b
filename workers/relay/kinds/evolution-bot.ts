import { textAt } from "../json";
import { bearer, webhookKind } from "./webhook";

export const evolutionBot = webhookKind({
  address: "apiUrl",
  headers: bearer,
  speaker(body) {
    const contact = textAt(body, "inputs", "remoteJid") ?? textAt(body, "user");
    return {
      contact,
      session: textAt(body, "inputs", "sessionId") ?? contact,
      name: textAt(body, "inputs", "pushName"),
      text: textAt(body, "query"),
    };
  },
  texts(answer) {
    const text = textAt(answer, "message");
    return text === null ? null : [text];
  },
  reply: (text) => ({ message: text }),
  body: (contact, text) => ({
    inputs: {
      sessionId: contact,
      remoteJid: contact,
      pushName: "",
      fromMe: false,
      instanceName: "",
      serverUrl: "",
      apiKey: "",
    },
    query: text,
    user: contact,
  }),
});
