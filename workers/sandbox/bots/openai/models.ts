import { answer, refusal, type Answer } from "../../answers";
import type { PhoneParts } from "../../parts";
import type { Call } from "../../routes/route";
import { callOpenai } from "./client";

/** `GET /openai/getModels`, with the credentials that are named, or those of the settings. */
export async function getModels(phone: PhoneParts, { query }: Call): Promise<Answer> {
  const named = query.get("openaiCredsId");
  const settings = phone.bots.settings("openai");
  if (!named && !settings) return refusal(500, "Settings not found");
  const credential = phone.bots.credential(named || String(settings?.openaiCredsId));
  if (!credential)
    return refusal(
      500,
      named
        ? "OpenAI credentials not found for the provided ID"
        : "OpenAI credentials not found. Please create credentials and associate them with the settings.",
    );
  try {
    const models = (await callOpenai(phone, credential.apiKey, "GET", "/models")) as { data?: unknown };
    return answer(200, models?.data);
  } catch {
    return refusal(500, "Error fetching models");
  }
}
