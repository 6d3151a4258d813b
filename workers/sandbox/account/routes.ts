import { answer, refusal, type Answer } from "../answers";
import { presenceCheck } from "../checks/chats";
import { proxyCheck, settingsCheck, webhookCheck } from "../../evolution/checks/instances";
import { lineClosed } from "../messages/reach";
import { logOut, restartLine } from "../pairing/disconnect";
import { showQr, startPairing } from "../pairing/pair";
import { shownQr, shownState } from "../pairing/show";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";
import { findProxy, setProxy } from "./proxy";
import { deleteInstance } from "./remove";
import { findSettings, setSettings } from "./settings";
import { findWebhook, setWebhook } from "./webhook";

/** What concerns the instance itself, save creating and listing it, which no instance answers. */
export const accountRoutes: Route[] = [
  {
    method: "GET",
    path: "/instance/connectionState",
    handle: (_phone, { account }) => answer(200, shownState(account)),
  },
  { method: "GET", path: "/instance/connect", handle: connect },
  { method: "POST", path: "/instance/restart", handle: restart },
  { method: "POST", path: "/instance/setPresence", check: presenceCheck, handle: setPresence },
  { method: "DELETE", path: "/instance/logout", handle: logout },
  { method: "DELETE", path: "/instance/delete", handle: deleteInstance },
  { method: "POST", path: "/settings/set", check: settingsCheck, handle: setSettings },
  { method: "GET", path: "/settings/find", handle: findSettings },
  { method: "POST", path: "/webhook/set", check: webhookCheck, handle: setWebhook },
  { method: "GET", path: "/webhook/find", handle: findWebhook },
  { method: "POST", path: "/proxy/set", check: proxyCheck, handle: setProxy },
  { method: "GET", path: "/proxy/find", handle: findProxy },
];

function connect(phone: PhoneParts, { account, query }: Call): Answer {
  const number = query.get("number")?.replace(/\D/g, "") || null;
  if (account.state === "open") return answer(200, shownState(account));
  if (account.state !== "connecting") startPairing(phone, account, number);
  // A number that comes later wants a pairing code of its own, and the event that carries it.
  else if (account.qr && number && number !== account.qr.pairingNumber) showQr(phone, account, number);
  return answer(200, shownQr(account));
}

function restart(phone: PhoneParts, { account }: Call): Answer {
  if (account.state === "open") {
    const shown = answer(200, shownState(account));
    restartLine(phone, account);
    return shown;
  }
  if (account.state !== "connecting") return answer(200, { error: true, message: "[object Object]" });
  // The answer shows the old code; the new one comes as an event.
  const shown = answer(200, shownQr(account));
  if (account.qr) startPairing(phone, account, account.qr.pairingNumber);
  return shown;
}

function setPresence(_phone: PhoneParts, { account, body }: Call): Answer {
  return lineClosed(account, refusal(400, ["Error: Connection Closed"])) ?? answer(201, { presence: body.presence });
}

function logout(phone: PhoneParts, { account }: Call): Answer {
  if (account.state !== "open" && account.state !== "connecting")
    return refusal(400, [`The "${account.instanceName}" instance is not connected`]);
  logOut(phone, account, "api");
  return answer(200, { status: "SUCCESS", error: false, response: { message: "Instance logged out" } });
}
