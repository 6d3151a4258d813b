import { isoTime } from "../account/account";
import { answer, refusal, type Answer } from "../answers";
import { lineClosed, withoutSocket } from "../messages/reach";
import { isOnWhatsApp, jidOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

/** When everyone in the sandbox wrote "Hey there!". */
const aboutSince = "2026-01-01T00:00:00.000Z";

export function whatsappNumbers(_phone: PhoneParts, { account, body }: Call): Answer {
  // This route has a catch of its own: a bare error becomes an empty object.
  if (!Array.isArray(body.numbers) || !account.hadSocket) return answer(400, {});
  if (account.state !== "open")
    return answer(400, { status: 400, error: "Bad Request", message: ["Error: Connection Closed"] });
  return answer(
    200,
    (body.numbers as string[]).map((number) => {
      const jid = jidOf(number);
      return { jid, exists: isOnWhatsApp(jid), number };
    }),
  );
}

export function fetchProfile(_phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(account);
  if (closed) return closed;
  const jid = typeof body.number === "string" ? jidOf(body.number) : (account.ownerJid ?? "");
  if (!isOnWhatsApp(jid)) return refusal(400, [{ jid, exists: false, number: body.number }]);
  const own = jid === account.ownerJid;
  const about = own && account.about ? { ...account.about, setAt: isoTime(account.about.setAt) } : null;
  return answer(200, {
    wuid: jid,
    numberExists: true,
    picture: own ? account.profilePictureUrl : null,
    status: about ?? { status: "Hey there!", setAt: aboutSince },
    isBusiness: false,
  });
}

export function fetchBusinessProfile(_phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    refusal(500, [
      "Error updating profile name",
      "TypeError: Cannot read properties of undefined (reading 'getBusinessProfile')",
    ]),
  );
  if (closed) return closed;
  const jid = typeof body.number === "string" ? jidOf(body.number) : (account.ownerJid ?? "");
  return answer(200, {
    isBusiness: false,
    message: "Not is business profile",
    jid,
    exists: isOnWhatsApp(jid),
    number: body.number,
  });
}

/** Nobody in the sandbox has a picture but the account itself; upstream answers this one even while it is offline. */
export function fetchProfilePictureUrl(_phone: PhoneParts, { account, body }: Call): Answer {
  if (typeof body.number !== "string") return withoutSocket("replace");
  const wuid = jidOf(body.number);
  return answer(200, { wuid, profilePictureUrl: wuid === account.ownerJid ? account.profilePictureUrl : null });
}

export function updateBlockStatus(_phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    refusal(500, ["Error blocking user", "TypeError: Cannot read properties of undefined (reading 'onWhatsApp')"]),
  );
  if (closed) return closed;
  const jid = jidOf(String(body.number));
  if (!isOnWhatsApp(jid)) return refusal(400, [{ jid, exists: false, number: body.number }]);
  return answer(201, { block: "success" });
}

export function sendPresence(_phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(account);
  if (closed) return closed;
  const jid = jidOf(String(body.number));
  if (!isOnWhatsApp(jid)) return refusal(400, [{ jid, exists: false, number: body.number }]);
  return answer(201, { presence: body.presence });
}
