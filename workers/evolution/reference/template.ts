import type { Family } from "./family";
import { may, need } from "./field";

export const template: Family = {
  id: "template",
  title: "Templates",
  lead: "Message templates of the official WhatsApp Business API. Other instances answer 400.",
  nouns: ["template"],
  operations: {
    "POST /template/create/:instance": {
      summary: "Hand in a template",
      status: 201,
      fields: [
        need("name", "string", "Its name: small letters, digits, underscores.", { sample: "order_ready" }),
        need("category", "string", "What it is for.", { values: ["AUTHENTICATION", "MARKETING", "UTILITY"] }),
        need("language", "string", "Its language.", { sample: "pt_BR" }),
        need("components", "object[]", "Header, body, footer and buttons, as Meta has them.", {
          sample: [{ type: "BODY", text: "Your order is ready." }],
        }),
        may("allowCategoryChange", "boolean", "Meta may put it into another category."),
        may("webhookUrl", "string", "Where its states go as well."),
      ],
      answer: "The template as it was stored.",
    },
    "GET /template/find/:instance": { summary: "List templates", answer: "The list that Meta gives." },
  },
};
