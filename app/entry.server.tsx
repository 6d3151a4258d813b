import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import { RenderingContext } from "#app/components/shell/rendering";

/** Streams a page. Crawlers get it whole, people as it becomes ready. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, ctx } = loadContext;
  let answered = status;
  const body = await renderToReadableStream(
    <RenderingContext.Provider value={{ nonce, requestId: ctx.requestId, path: new URL(request.url).pathname }}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </RenderingContext.Provider>,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        answered = 500;
        if (!request.signal.aborted) logError(error, ctx.requestId);
      },
    },
  );
  if (isbot(request.headers.get("user-agent"))) await body.allReady;

  headers.set("content-type", "text/html; charset=utf-8");
  // The same address reads differently by language, theme and person.
  headers.append("vary", "accept-language, cookie");
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
  return new Response(body, { status: answered, headers });
}

/** Surprises in loaders and actions. People see a sentence and the request's id; this line has the rest. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs): void {
  if (!request.signal.aborted) logError(error, context.ctx.requestId);
}

function logError(error: unknown, requestId: string): void {
  console.error(
    JSON.stringify({
      level: "error",
      requestId,
      message: error instanceof Error ? error.message : String(error),
      stack: error instanceof Error ? error.stack : undefined,
      cause: error instanceof Error && error.cause !== undefined ? describe(error.cause) : undefined,
    }),
  );
}

function describe(cause: unknown): unknown {
  return cause instanceof Error ? (cause.stack ?? cause.message) : cause;
}
