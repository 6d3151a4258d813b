import type { ErrorHandler } from "hono";
import { AppError } from "../../domain/error";
import type { HttpEnv } from "../variables";

/** What nobody expected: logged with its number, told without its inside. */
export const surprise: ErrorHandler<HttpEnv> = (error, c) => {
  const { requestId } = c.get("ctx");
  const path = new URL(c.req.url).pathname;
  console.error(
    JSON.stringify({ level: "error", requestId, method: c.req.method, path, error: error.stack ?? String(error) }),
  );
  const message = error instanceof AppError ? error.publicMessage : "Something went wrong on our side. Try again.";
  const body = {
    status: 500,
    error: "Internal Server Error",
    response: { message: [message] },
    code: "internal",
    requestId,
  };
  return c.json(body, 500);
};
