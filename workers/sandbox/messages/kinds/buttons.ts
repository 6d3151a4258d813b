import { refusal } from "../../answers";
import { jidOf } from "../../numbers";
import type { Compose } from "../draft";

interface Button {
  type: "reply" | "copy" | "url" | "call" | "pix";
  [field: string]: unknown;
}

export const buttons: Compose = (_phone, body) => {
  const given = (body.buttons ?? []) as Button[];
  const wrong = complaint(given);
  if (wrong) return refusal(400, [wrong]);
  const jid = jidOf(String(body.number));
  const description = body.description ? `\n\n${String(body.description)}\n` : "";
  return {
    remoteJid: jid,
    participant: jid,
    messageType: "viewOnceMessage",
    message: {
      viewOnceMessage: {
        message: {
          interactiveMessage: {
            body: { text: `*${String(body.title)}*${description}` },
            footer: { text: body.footer },
            nativeFlowMessage: {
              buttons: given.map(nativeButton),
              messageParamsJson: JSON.stringify({ from: "api", templateId: crypto.randomUUID() }),
            },
          },
        },
      },
    },
  };
};

function complaint(given: Button[]): string | null {
  const count = (type: Button["type"]): number => given.filter((button) => button.type === type).length;
  if (given.length === 0) return "At least one button is required";
  if (count("reply") > 3) return "Maximum of 3 reply buttons allowed";
  if (count("reply") > 0 && count("reply") < given.length)
    return "Reply buttons cannot be mixed with other button types";
  if (count("pix") > 1) return "Only one PIX button is allowed";
  if (count("pix") === 1 && given.length > 1) return "PIX button cannot be mixed with other button types";
  return null;
}

function nativeButton(button: Button): { name: string; buttonParamsJson: string } {
  const display_text = button.displayText;
  switch (button.type) {
    case "reply":
      return native("quick_reply", { display_text, id: button.id });
    case "copy":
      return native("cta_copy", { display_text, copy_code: button.copyCode });
    case "url":
      return native("cta_url", { display_text, url: button.url, merchant_url: button.url });
    case "call":
      return native("cta_call", { display_text, phone_number: button.phoneNumber });
    case "pix":
      return native("payment_info", {
        currency: button.currency,
        payment_settings: [
          {
            type: "pix_static_code",
            pix_static_code: { merchant_name: button.name, key: button.key, key_type: button.keyType },
          },
        ],
      });
  }
}

function native(name: string, parameters: Record<string, unknown>): { name: string; buttonParamsJson: string } {
  return { name, buttonParamsJson: JSON.stringify(parameters) };
}
