import type { Family } from "./family";
import { may, need } from "./field";

export const chatwoot: Family = {
  id: "chatwoot",
  title: "Chatwoot",
  lead: "An inbox of Chatwoot for an instance.",
  nouns: ["chatwoot"],
  operations: {
    "POST /chatwoot/set/:instance": {
      summary: "Set up Chatwoot",
      status: 201,
      fields: [
        need("enabled", "boolean", "Whether it is used."),
        need("accountId", "string", "The account in Chatwoot.", { sample: "1" }),
        need("token", "string", "Its access token.", { sample: "token" }),
        need("url", "string", "Chatwoot's address.", { sample: "https://chatwoot.example.com" }),
        need("signMsg", "boolean", "Sign messages with the agent's name."),
        need("reopenConversation", "boolean", "Use the old conversation again."),
        need("conversationPending", "boolean", "Begin conversations as pending."),
        may("nameInbox", "string", "The inbox's name."),
        may("signDelimiter", "string", "What stands between the name and the text."),
        may("importContacts", "boolean", "Bring contacts over: not done here, and answered as `false`."),
        may("importMessages", "boolean", "Bring messages over: not done here, and answered as `false`."),
        may("daysLimitImportMessages", "integer", "How many days of them.", { minimum: 0 }),
        may("mergeBrazilContacts", "boolean", "Join numbers with and without the ninth digit."),
        may("organization", "string", "The name of the bot contact."),
        may("logo", "string", "Its picture."),
        may("autoCreate", "boolean", "Make the inbox."),
        may("ignoreJids", "string[]", "Chats to leave out."),
      ],
      answer: "What was set, and the address for Chatwoot's own webhook.",
    },
    "GET /chatwoot/find/:instance": { summary: "Read the Chatwoot settings", answer: "The settings." },
  },
};
