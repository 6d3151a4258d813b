import type { Ctx } from "../context";
import { unauthenticated } from "../evolution/admission-refusal";
import { claimOf } from "../evolution/idempotency";
import { passGateway } from "../evolution/gateway";
import { evolutionRefusal, unknownRoute } from "../evolution/refusal";
import { routeCall } from "../evolution/route";
import type { Address } from "./address";
import { callerOf } from "./caller";
import { handlers } from "./evolution/handlers";

/**
 * The Evolution-compatible API. The key is judged before anything else is told: whoever has none
 * learns nothing about routes, names or tenants, and a made-up key wakes no Object.
 *
 * @param address without what stands before upstream's own paths
 */
export async function evolutionDoor(ctx: Ctx, request: Request, address: Address): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(request);
  const answer = await answerCall(ctx, request, address);
  allowOrigin(request, answer.headers);
  return answer;
}

async function answerCall(ctx: Ctx, request: Request, { path, search }: Address): Promise<Response> {
  const { method, headers } = request;
  const call = routeCall(method, path);
  if (!call) return unknownRoute(method, path + search, ctx.requestId);

  const caller = await callerOf(ctx, headers);
  if (!caller) return evolutionRefusal(unauthenticated, ctx.requestId);

  const length = headers.get("content-length");
  const once = method === "GET" ? null : headers.get("idempotency-key");
  const asked = { key: once ?? "", caller: caller.identity, method, target: path + search };
  const claimed = once === null ? null : await claimOf(asked, request.body);
  if (claimed && "refused" in claimed) return evolutionRefusal(claimed.refused, ctx.requestId);
  return passGateway(
    ctx,
    {
      call,
      tenantId: caller.tenantId,
      credential: caller.credential,
      ...(caller.userId ? { userId: caller.userId } : {}),
      address: headers.get("cf-connecting-ip"),
      query: new URLSearchParams(search),
      contentType: headers.get("content-type"),
      accept: headers.get("accept"),
      contentLength: length === null ? null : Number(length),
      body: claimed ? new Response(claimed.body).body : request.body,
      ...(claimed ? { claim: claimed.claim } : {}),
    },
    handlers,
  );
}

/** Upstream lets every page call it with a key; so does Zapin. Cookies open nothing here. */
function preflight(request: Request): Response {
  const headers = new Headers({
    "access-control-allow-methods": "GET,POST,PUT,DELETE",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "apikey,content-type",
    "access-control-max-age": "86400",
  });
  allowOrigin(request, headers);
  return new Response(null, { status: 204, headers });
}

function allowOrigin(request: Request, headers: Headers): void {
  const origin = request.headers.get("origin");
  if (!origin) return;
  headers.set("access-control-allow-origin", origin);
  headers.append("vary", "Origin");
  headers.set(
    "access-control-expose-headers",
    "x-request-id, retry-after, idempotent-replayed, ratelimit, ratelimit-policy, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset",
  );
}
