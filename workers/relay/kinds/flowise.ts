import { textAt } from "../json";
import { bearer, webhookKind } from "./webhook";

export const flowise = webhookKind({
  address: "apiUrl",
  headers: bearer,
  speaker(body) {
    const config = body.overrideConfig;
    const contact = textAt(config, "vars", "remoteJid") ?? textAt(config, "sessionId");
    return { contact, session: contact, name: textAt(config, "vars", "pushName"), text: textAt(body, "question") };
  },
  texts(answer) {
    const text = textAt(answer, "text");
    return text === null ? null : [text];
  },
  reply: (text) => ({ text }),
  body: (contact, text) => ({
    question: text,
    overrideConfig: { sessionId: contact, vars: { remoteJid: contact, pushName: "" } },
  }),
  // Older versions say 500 of a flow that is not there.
  failureOf: (status, body) => (status === 404 || /chatflow [\w-]* ?not found/i.test(body) ? "unknown_bot" : undefined),
});
