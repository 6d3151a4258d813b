import { authFor } from "./auth";
import { withBackground } from "./background";
import { isServed } from "./paths";

/** `/api/auth/*`. The doors import this file lazily: better-auth takes 80 ms to evaluate. */
export async function authDoor(
  request: Request,
  env: Env,
  ctx: Pick<ExecutionContext, "waitUntil">,
): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  if (!isServed(path)) return Response.json({ error: "Not Found", code: "not_found" }, { status: 404 });
  const answer = await withBackground(
    (work) => ctx.waitUntil(work),
    () => authFor(env).handler(request),
  );
  return path === "/verify-email" ? explained(answer) : answer;
}

/**
 * A confirmation link that is stale or broken must not drop a person on a page that needs a
 * session: it goes to the page that offers a new one.
 */
function explained(answer: Response): Response {
  const location = answer.headers.get("location");
  const error = location && new URL(location, "http://local").searchParams.get("error");
  if (!error) return answer;
  const reason = error === "TOKEN_EXPIRED" ? "expired" : "invalid";
  return new Response(null, { status: 302, headers: { location: `/verify-email?error=${reason}` } });
}
