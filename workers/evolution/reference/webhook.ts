import { eventNames } from "../../domain/event";
import type { Family } from "./family";
import { may, need } from "./field";

export const webhook: Family = {
  id: "webhook",
  title: "Webhooks",
  lead: "Where an instance's events go. Bodies are Evolution's; each delivery is signed, numbered and tried again until it arrives.",
  nouns: ["webhook"],
  operations: {
    "POST /webhook/set/:instance": {
      summary: "Set the webhook",
      text: "The address must be on the public internet. Deliveries carry the three headers of Standard Webhooks beside your own.",
      status: 201,
      fields: [
        need("webhook", "object", "The webhook.", {
          fields: [
            need("enabled", "boolean", "Whether events go out.", { sample: true }),
            need("url", "string", "Your address.", { sample: "https://example.com/hook" }),
            may("byEvents", "boolean", "Append the event's name to the address, as /messages-upsert."),
            may("base64", "boolean", "Send media inside of the event."),
            may("headers", "object", "Headers of your own, added to every delivery."),
            may("events", "string[]", "Names of events; an empty list means all.", {
              values: eventNames,
              sample: ["MESSAGES_UPSERT"],
            }),
          ],
        }),
      ],
      answer: "The webhook as it was stored.",
    },
    "GET /webhook/find/:instance": { summary: "Read the webhook", answer: "The webhook, or null." },
  },
};
