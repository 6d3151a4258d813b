import type { Context } from "hono";
import { refuse } from "../../domain/outcome";
import type { HttpEnv } from "../variables";
import { problem } from "./problem";

const limitBytes = 64 * 1024;

/** The JSON object of a request; no body counts as an empty one. Everything else is refused in words. */
export async function readBody(
  c: Context<HttpEnv>,
): Promise<{ ok: true; body: Record<string, unknown> } | { ok: false; response: Response }> {
  const refused = (text: string) => ({
    ok: false as const,
    response: problem(refuse("invalid_input", text).refusal, c.get("ctx").requestId),
  });
  const tooLarge = () => {
    const text = "The body must be at most 64 KB.";
    return { ok: false as const, response: problem(refuse("too_large", text).refusal, c.get("ctx").requestId) };
  };
  if (Number(c.req.header("content-length") ?? 0) > limitBytes) return tooLarge();
  const text = await c.req.text();
  if (text.length > limitBytes) return tooLarge();
  if (text === "") return { ok: true, body: {} };
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) {
      return { ok: true, body: body as Record<string, unknown> };
    }
    return refused("The body must be a JSON object.");
  } catch {
    return refused("The body is not valid JSON.");
  }
}
