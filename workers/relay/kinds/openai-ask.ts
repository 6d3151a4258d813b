import { trimmed } from "./address";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import type { Ask, FarEnd, ReplyBody } from "./kind";

/** A request to OpenAI, or to the server of the tenant's own that speaks as OpenAI does. */
export function askOpenai(
  { baseUrl, secret }: FarEnd,
  path: string,
  body: Ask["body"],
  method: "GET" | "POST" = "POST",
): Ask {
  const headers: Record<string, string> = {};
  if (secret && "apiKey" in secret) headers.authorization = `Bearer ${secret.apiKey}`;
  return { url: `${trimmed(baseUrl) ?? officialUrl}${path}`, method, headers, body };
}

/** An error in OpenAI's form, which its SDK neither tries again nor lets pass for an answer. */
export function refusal(failure: BotFailure | null): ReplyBody {
  const message = failure ? botFailures[failure] : "The bot is not in use.";
  return { status: 400, json: { error: { message, type: "invalid_request_error", code: failure } } };
}

const officialUrl = "https://api.openai.com/v1";
