import type { Family } from "./family";
import { need } from "./field";

export const call: Family = {
  id: "call",
  title: "Calls",
  lead: "Offer a call.",
  nouns: ["call"],
  operations: {
    "POST /call/offer/:instance": {
      summary: "Offer a call",
      text: "In Evolution 2.3.6 this answers and rings nowhere.",
      status: 201,
      fields: [
        need("number", "string", "Whom to call.", { sample: "5511988887777" }),
        need("isVideo", "boolean", "With a picture."),
        need("callDuration", "integer", "For how many seconds it rings.", { minimum: 1, maximum: 15, sample: 3 }),
      ],
      answer: "An id, the JID, and what was asked for.",
    },
  },
};
