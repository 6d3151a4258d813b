import type { AppLoadContext, ServerBuild } from "@remix-run/cloudflare";
import type { Context } from "hono";
import type { HttpEnv } from "./variables";

/** The console. Everything that only pages need is loaded when the first page is asked for. */
export async function pagesDoor(c: Context<HttpEnv>): Promise<Response> {
  const ctx = c.get("ctx");
  const [{ createRequestHandler }, { readSession }, { localized }, build] = await Promise.all([
    import("@remix-run/cloudflare"),
    import("../auth/session"),
    import("../i18n/door"),
    // @ts-ignore The console's server build; made by `npm run build`.
    import("../../build/server/index.js") as Promise<unknown>,
  ]);
  if (isForeignPost(c.req.raw)) return new Response("This form was sent from another site.", { status: 403 });

  const session = await readSession(c.env, c.req.raw);
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const loadContext: AppLoadContext = {
    ctx: session
      ? ctx.as({ kind: "user", userId: session.user.id, tenantId: session.tenant.id, role: session.tenant.role })
      : ctx,
    session,
    nonce,
    cloudflare: { env: c.env, ctx: c.executionCtx as ExecutionContext },
  };
  handler ??= createRequestHandler(build as ServerBuild, "production");
  const handle = handler;
  const page = await localized(c.req.raw, (request: Request) => handle(request, loadContext));
  const response = new Response(page.body, page);
  for (const cookie of session?.setCookies ?? []) response.headers.append("set-cookie", cookie);
  for (const [name, value] of securityHeaders(nonce)) response.headers.set(name, value);
  return response;
}

let handler: ((request: Request, context: AppLoadContext) => Promise<Response>) | undefined;

/** Remix answers a foreign Origin with a 500; a stranger gets a plain 403 instead. */
function isForeignPost(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const origin = request.headers.get("origin");
  if (!origin) return request.headers.get("sec-fetch-site") === "cross-site";
  try {
    return new URL(origin).host !== (request.headers.get("host") ?? new URL(request.url).host);
  } catch {
    return true;
  }
}

function securityHeaders(nonce: string): [string, string][] {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [
    ["content-security-policy", policy.join("; ")],
    ["x-content-type-options", "nosniff"],
    // "no-referrer" would make browsers post forms with `Origin: null`, and every form would be refused.
    ["referrer-policy", "strict-origin-when-cross-origin"],
    ["x-frame-options", "DENY"],
    ["permissions-policy", "camera=(), microphone=(), geolocation=()"],
  ];
}
