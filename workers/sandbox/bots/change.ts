import { answer, refusal, type Answer } from "../answers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { laidOver } from "./columns";
import { botColumns, knowsCredential } from "./create";
import type { BotKindName } from "./kind";
import { botKinds } from "./kinds";
import { openaiLack } from "./openai/create";
import { shownBot } from "./shown";
import { triggerTaken, twin } from "./twice";

/** `PUT /<kind>/update/:id`. Whatever is wrong, upstream says the same. */
export function updateBot(phone: PhoneParts, name: BotKindName, { account, id, body }: Call): Answer {
  const kind = botKinds[name];
  const failed = refusal(500, `Error updating ${kind.title}`);
  const before = phone.bots.find(name, id);
  if (!before || (name === "openai" && openaiLack(body))) return failed;
  if (twin(phone, name, body, id) || triggerTaken(phone, name, body, id)) return failed;
  const laid = laidOver(botColumns(name), body, before);
  if (!laid || !knowsCredential(phone, laid.openaiCredsId)) return failed;
  const bot = { ...before, ...laid, updatedAt: phone.clock.now() };
  phone.bots.write(name, bot);
  return answer(200, shownBot(kind, bot, account));
}

/** `DELETE /<kind>/delete/:id`: its conversations go with it, and settings forget it. */
export function deleteBot(phone: PhoneParts, name: BotKindName, { id }: Call): Answer {
  const kind = botKinds[name];
  if (!phone.bots.find(name, id)) return refusal(500, `Error deleting ${kind.title} bot`);
  phone.sessions.removeOfBot(id);
  phone.bots.remove(id);
  const settings = phone.bots.settings(name);
  if (settings?.[kind.fallbackColumn] === id)
    phone.bots.writeSettings(name, { ...settings, [kind.fallbackColumn]: null });
  return answer(200, { bot: { id } });
}

/** `GET /<kind>/find`. */
export function findBots(phone: PhoneParts, name: BotKindName, { account }: Call): Answer {
  return answer(
    200,
    phone.bots.list(name).map((bot) => shownBot(botKinds[name], bot, account)),
  );
}

/** `GET /<kind>/fetch/:id`. */
export function fetchBot(phone: PhoneParts, name: BotKindName, { account, id }: Call): Answer {
  const bot = phone.bots.find(name, id);
  return answer(200, bot && shownBot(botKinds[name], bot, account));
}
