import {
  botChecks,
  botIgnoreCheck,
  botSettingsChecks,
  botStatusCheck,
  credentialCheck,
  typebotStartCheck,
} from "../checks/bots";
import type { Answer } from "../answers";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";
import { deleteBot, fetchBot, findBots, updateBot } from "./change";
import { createBot } from "./create";
import { botKindNames, type BotKindName } from "./kind";
import { createCredential, deleteCredential, findCredentials } from "./openai/credentials";
import { getModels } from "./openai/models";
import { fetchSettings, ignoreJid, setSettings } from "./settings";
import { changeStatus, fetchSessions } from "./status";
import { startTypebot } from "./typebot/start";

type BotHandler = (phone: PhoneParts, name: BotKindName, call: Call) => Answer;

/** The ten routes of a kind. */
function family(name: BotKindName): Route[] {
  const route = (method: Route["method"], verb: string, handler: BotHandler, check?: Route["check"]): Route => ({
    method,
    path: `/${name}/${verb}`,
    ...(check && { check }),
    handle: (phone, call) => handler(phone, name, call),
  });
  return [
    route("POST", "create", createBot, botChecks[name]),
    route("GET", "find", findBots),
    route("GET", "fetch/:id", fetchBot),
    route("PUT", "update/:id", updateBot, botChecks[name]),
    route("DELETE", "delete/:id", deleteBot),
    route("POST", "settings", setSettings, botSettingsChecks[name]),
    route("GET", "fetchSettings", fetchSettings),
    route("POST", "changeStatus", changeStatus, botStatusCheck),
    route("GET", "fetchSessions/:id", fetchSessions),
    route("POST", "ignoreJid", ignoreJid, botIgnoreCheck),
  ];
}

/** The seven families of bots, and what Typebot and OpenAI have beside. */
export const botRoutes: Route[] = [
  ...botKindNames.flatMap(family),
  { method: "POST", path: "/typebot/start", check: typebotStartCheck, handle: startTypebot },
  { method: "POST", path: "/openai/creds", check: credentialCheck, handle: createCredential },
  { method: "GET", path: "/openai/creds", handle: findCredentials },
  { method: "DELETE", path: "/openai/creds/:id", handle: deleteCredential },
  { method: "GET", path: "/openai/getModels", handle: getModels },
];
