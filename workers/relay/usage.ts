import type { TokenUse } from "../domain/model-price";
import { at, countAt, isObject, type Json } from "./json";

/**
 * What an answer says that it used. Far ends agree on the thing and not on its name: OpenAI and Dify write
 * `prompt_tokens`, newer interfaces `input_tokens`, JavaScript frameworks `promptTokens`.
 */
export function usageIn(answer: Json): TokenUse | null {
  for (const path of places) {
    const found = at(answer, ...path);
    const use = isObject(found) ? readUse(found) : null;
    if (use) return use;
  }
  return null;
}

function readUse(usage: Json): TokenUse | null {
  const seconds = secondsIn(usage);
  const input = first(usage, ["prompt_tokens"], ["input_tokens"], ["promptTokens"], ["inputTokens"]);
  const output = first(usage, ["completion_tokens"], ["output_tokens"], ["completionTokens"], ["outputTokens"]);
  if (input === null && output === null) return seconds === null ? null : { input: 0, cached: 0, output: 0, seconds };
  const cached = first(
    usage,
    ["prompt_tokens_details", "cached_tokens"],
    ["input_tokens_details", "cached_tokens"],
    ["input_token_details", "cache_read"],
  );
  return { input: input ?? 0, cached: Math.min(cached ?? 0, input ?? 0), output: output ?? 0 };
}

function secondsIn(usage: Json): number | null {
  const seconds = at(usage, "seconds");
  return at(usage, "type") === "duration" && typeof seconds === "number" && seconds >= 0 ? seconds : null;
}

function first(usage: Json, ...paths: string[][]): number | null {
  for (const path of paths) {
    const count = countAt(usage, ...path);
    if (count !== null) return count;
  }
  return null;
}

const places = [
  ["usage"],
  ["metadata", "usage"],
  ["result", "usage"],
  ["result", "metadata", "usage"],
  ["usageMetadata"],
  ["usage_metadata"],
  ["tokenUsage"],
];
