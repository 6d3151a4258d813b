import type { Family } from "./family";
import { need } from "./field";

export const label: Family = {
  id: "label",
  title: "Labels",
  lead: "The coloured labels of WhatsApp Business.",
  nouns: ["label"],
  operations: {
    "GET /label/findLabels/:instance": { summary: "List labels", answer: "A list with id, name and colour." },
    "POST /label/handleLabel/:instance": {
      summary: "Put a label on a chat, or take it off",
      text: "Evolution 2.3.6 on PostgreSQL, as it is shipped, answers 400 to this.",
      fields: [
        need("number", "string", "The chat's number.", { sample: "5511988887777" }),
        need("labelId", "string", "The label's id.", { sample: "1" }),
        need("action", "string", "What to do.", { values: ["add", "remove"] }),
      ],
      answer: "The chat, the label, and what was done.",
    },
  },
};
