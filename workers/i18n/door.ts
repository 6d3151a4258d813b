import { paraglideMiddleware } from "./paraglide/server";

/** Answers a request for a page in the reader's language: what they chose, else what their browser prefers. */
export function localized(request: Request, handler: (request: Request) => Promise<Response>): Promise<Response> {
  // Only address and headers decide; the handler gets the request as it came, with its body unread.
  const asked = new Request(request.url, { headers: spokenLanguages(request.headers) });
  return paraglideMiddleware(asked, () => handler(request));
}

/** Portuguese of any country reads better in Brazil's than in English. */
function spokenLanguages(headers: Headers): Headers {
  const rewritten = new Headers(headers);
  const languages = headers.get("accept-language");
  if (languages)
    rewritten.set("accept-language", languages.replace(/(^|[\s,])pt(-[a-z0-9-]+)?(?=[\s,;]|$)/gi, "$1pt-BR"));
  return rewritten;
}
