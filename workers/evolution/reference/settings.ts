import type { Family } from "./family";
import { may, need } from "./field";

export const settings: Family = {
  id: "settings",
  title: "Settings",
  lead: "How an instance behaves.",
  nouns: ["settings"],
  operations: {
    "POST /settings/set/:instance": {
      summary: "Change the settings",
      text: "All six switches must be there; what is left out is refused, not kept.",
      status: 201,
      fields: [
        need("rejectCall", "boolean", "Decline every call.", { sample: false }),
        may("msgCall", "string", "The text that is sent to whoever was declined."),
        need("groupsIgnore", "boolean", "Take no messages from groups.", { sample: false }),
        need("alwaysOnline", "boolean", "Appear online all the time.", { sample: false }),
        need("readMessages", "boolean", "Mark every message as read when it comes in.", { sample: false }),
        need("readStatus", "boolean", "Mark every status as seen.", { sample: false }),
        need("syncFullHistory", "boolean", "Fetch the whole history after pairing.", { sample: false }),
        may("wavoipToken", "string", "Token of the Wavoip service."),
      ],
      answer: "The settings as they are now.",
    },
    "GET /settings/find/:instance": { summary: "Read the settings", answer: "The settings, or null." },
  },
};
