import type { Family } from "./family";
import { may } from "./field";

const fields = [
  may("number", "string", "Whose. Your own without it.", { sample: "5511988887777" }),
  may("limit", "integer", "At most how many.", { minimum: 1, sample: 10 }),
];

export const business: Family = {
  id: "business",
  title: "Catalogues",
  lead: "What a WhatsApp Business account sells.",
  nouns: ["business"],
  operations: {
    "POST /business/getCatalog/:instance": {
      summary: "Read a catalogue",
      fields,
      answer: "The business, and its products as `catalog`.",
    },
    "POST /business/getCollections/:instance": {
      summary: "Read the collections of a catalogue",
      fields,
      answer: "The business, and its collections.",
    },
  },
};
