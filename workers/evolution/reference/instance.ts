import type { Family } from "./family";
import { may, need } from "./field";

export const presence = need("presence", "string", "What the others see.", {
  values: ["unavailable", "available", "composing", "recording", "paused"],
  sample: "available",
});

const settings = [
  may("rejectCall", "boolean", "Decline every call."),
  may("msgCall", "string", "The text that is sent to whoever was declined."),
  may("groupsIgnore", "boolean", "Take no messages from groups."),
  may("alwaysOnline", "boolean", "Appear online all the time."),
  may("readMessages", "boolean", "Mark every message as read when it comes in."),
  may("readStatus", "boolean", "Mark every status as seen."),
  may("syncFullHistory", "boolean", "Fetch the whole history after pairing."),
];

export const instance: Family = {
  id: "instance",
  title: "Instances",
  lead: "An instance is one WhatsApp number. Create it, pair it with a phone, look at its state, remove it.",
  nouns: ["instance"],
  operations: {
    "POST /instance/create": {
      summary: "Create an instance",
      text: "Needs a key of the whole account. The name is yours alone: other accounts may use the same one. The answer's `hash` is a key that works on this instance only. Pair the phone with the QR code of `connect`, or on the instance's page.",
      status: 201,
      fields: [
        need("instanceName", "string", "What you call it: letters, digits, spaces and . _ @ + -", { sample: "shop" }),
        need("integration", "string", "The kind of connection. `SANDBOX` makes a simulated phone.", {
          values: ["WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS", "EVOLUTION", "SANDBOX"],
          sample: "WHATSAPP-BAILEYS",
        }),
        may(
          "token",
          "string",
          "Your own key for this instance: 24 characters or more, hard to guess. Without it, one is made.",
        ),
        may("number", "string", "The phone's number with its country code, digits only."),
        may("qrcode", "boolean", "Start pairing at once."),
        ...settings,
        may("webhook", "object", "Where its events go, as in `webhook/set`.", {
          fields: [
            need("url", "string", "Your address."),
            may("byEvents", "boolean", "Append the event's name to the address."),
            may("base64", "boolean", "Send media inside of the event."),
            may("headers", "object", "Headers of your own, added to every delivery."),
            need("events", "string[]", "Names of events; an empty list means all."),
          ],
        }),
      ],
      answer: "The new instance, its key as `hash`, its webhook and its settings.",
    },
    "GET /instance/fetchInstances": {
      summary: "List instances",
      text: "A key of the account sees all of its instances, a key of an instance only that one. `token` is the instance's own zapin key.",
      query: [
        may("instanceName", "string", "Only the instance of that name."),
        may("instanceId", "string", "Only the instance with that id."),
        may("number", "string", "Only instances of that number."),
      ],
      answer: "A list of instances with state, owner, settings and counts. A name or id that you do not have is 404.",
    },
    "GET /instance/connect/:instance": {
      summary: "Start pairing",
      text: "While pairing goes on, each call answers the present QR code. WhatsApp renews it about every 45 seconds; the event `qrcode.updated` brings each new one, and is the one to trust: right after a logout or restart this answer may still hold an old code.",
      query: [may("number", "string", "Ask for a pairing code for that number, to be typed on the phone instead.")],
      answer:
        "`code` is the text of the QR code, `base64` its picture, `pairingCode` the code to type. An instance that is open answers its state.",
    },
    "GET /instance/connectionState/:instance": {
      summary: "Read the state",
      answer: "`open`, `connecting`, `close` or `refused`.",
    },
    "POST /instance/restart/:instance": {
      summary: "Restart the connection",
      text: "Needs no body. A closed instance answers 200 with `error: true`, as Evolution does.",
      answer: "The state, or the QR code while pairing.",
    },
    "POST /instance/setPresence/:instance": {
      summary: "Set the presence",
      status: 201,
      fields: [presence],
      answer: "The presence that was set.",
    },
    "DELETE /instance/logout/:instance": {
      summary: "Log out of WhatsApp",
      text: "Ends the pairing and keeps the instance. The work goes on after the answer: wait for `close`.",
      answer: "`status: SUCCESS`. An instance that is not connected answers 400.",
    },
    "DELETE /instance/delete/:instance": {
      summary: "Delete an instance",
      text: "Removes the instance with its chats and messages. Its keys stop working at once. This cannot be undone.",
      answer: "`status: SUCCESS`.",
    },
  },
};
