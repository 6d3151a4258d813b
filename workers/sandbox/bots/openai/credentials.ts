import { answer, refusal, type Answer } from "../../answers";
import { rowId } from "../../identifiers";
import type { PhoneParts } from "../../parts";
import type { Call } from "../../routes/route";
import { botKinds } from "../kinds";
import { shownBot, shownCredential } from "../shown";

/**
 * `POST /openai/creds`. Upstream keeps names and keys unique over its whole database; here each phone
 * is a database of its own, so they are unique on the phone.
 */
export function createCredential(phone: PhoneParts, { account, body }: Call): Answer {
  const name = String(body.name);
  const apiKey = String(body.apiKey);
  if (!apiKey) return refusal(400, ["API Key is required"]);
  if (!name) return refusal(400, ["Name is required"]);
  const others = phone.bots.credentials();
  if (others.some((other) => other.apiKey === apiKey))
    return refusal(400, ["This API key is already registered. Please use a different API key."]);
  if (others.some((other) => other.name === name))
    return refusal(400, ["This credential name is already in use. Please choose a different name."]);
  const now = phone.clock.now();
  const credential = { id: rowId(now), name, apiKey, createdAt: now, updatedAt: now };
  phone.bots.addCredential(credential);
  return answer(201, shownCredential(credential, account));
}

/** `GET /openai/creds`. */
export function findCredentials(phone: PhoneParts, { account }: Call): Answer {
  const shown = phone.bots.credentials().map((credential) => ({
    ...shownCredential(credential, account),
    OpenaiAssistant: phone.bots
      .list("openai")
      .filter((bot) => bot.openaiCredsId === credential.id)
      .map((bot) => shownBot(botKinds.openai, bot, account)),
  }));
  return answer(200, shown);
}

/** `DELETE /openai/creds/:id`. The settings hold on to theirs; bots go with theirs. */
export function deleteCredential(phone: PhoneParts, { id }: Call): Answer {
  if (!phone.bots.credential(id)) return refusal(500, "Openai Creds not found");
  if (phone.bots.settings("openai")?.openaiCredsId === id) return refusal(500, "Error deleting openai creds");
  for (const bot of phone.bots.list("openai")) if (bot.openaiCredsId === id) phone.bots.remove(bot.id);
  phone.bots.removeCredential(id);
  return answer(200, { openaiCreds: { id } });
}
