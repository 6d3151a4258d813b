import type { ErrorHandler } from "hono";
import { AppError } from "../../domain/error";
import type { HttpEnv } from "../variables";

/** What nobody expected: logged with its number, told without its inside. */
export const surprise: ErrorHandler<HttpEnv> = (error, c) => surpriseAnswer(error, c.req.raw, c.get("ctx").requestId);

/** The same for a door that stands beside Hono's. */
export function surpriseAnswer(error: unknown, { method, url }: Request, requestId: string): Response {
  const path = new URL(url).pathname;
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  console.error(JSON.stringify({ level: "error", requestId, method, path, error: text }));
  const message = error instanceof AppError ? error.publicMessage : "Something went wrong on our side. Try again.";
  const body = {
    status: 500,
    error: "Internal Server Error",
    response: { message: [message] },
    code: "internal",
    requestId,
  };
  return Response.json(body, { status: 500 });
}
