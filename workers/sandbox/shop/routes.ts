import type { Account } from "../account/account";
import { answer, type Answer } from "../answers";
import { fields, text } from "../../evolution/checks/parts";
import { isOnWhatsApp, jidOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";

const check = fields({ number: text });

/** The catalogue of a business: nobody in the sandbox sells anything. */
export const shopRoutes: Route[] = [
  { method: "POST", path: "/business/getCatalog", check, handle: shelf("catalog") },
  { method: "POST", path: "/business/getCollections", check, handle: shelf("collections") },
];

function shelf(what: "catalog" | "collections") {
  return (phone: PhoneParts, { account, body }: Call): Answer => {
    const missing = withoutLine(account);
    if (missing) return metaError(phone, missing, `business_${what}`);
    const wuid = typeof body.number === "string" ? jidOf(body.number) : (account.ownerJid ?? "");
    if (!isOnWhatsApp(wuid)) return metaError(phone, "[object Object]", `business_${what}`);
    return answer(200, { wuid, numberExists: true, isBusiness: false, [`${what}Length`]: 0, [what]: [] });
  };
}

function withoutLine(account: Account): string | null {
  if (account.state === "open") return null;
  return account.hadSocket ? "Connection Closed" : "Cannot read properties of undefined (reading 'onWhatsApp')";
}

/** These routes dress every error as one of Meta's. */
function metaError(phone: PhoneParts, message: string, context: string): Answer {
  return answer(400, {
    status: 400,
    error: "Bad Request",
    message,
    details: {
      whatsapp_error: message,
      whatsapp_code: "UNKNOWN_ERROR",
      error_user_title: message,
      error_user_msg: message,
      error_type: "UNKNOWN",
      error_subcode: null,
      fbtrace_id: null,
      context,
      type: "whatsapp_api_error",
    },
    timestamp: new Date(phone.clock.now()).toISOString(),
  });
}
