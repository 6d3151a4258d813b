import { Hono, type Context } from "hono";
import { bytesUpTo } from "../evolution/body-text";
import { isObject, parsed } from "../relay/json";
import { relay, type RelayCall } from "../relay/relay";
import type { HttpEnv } from "./variables";

/**
 * What upstream's bots call in place of their far ends. The token says whose bot it is: in the address, or
 * for OpenAI, whose address is one for all of upstream's bots, as the API key. A made-up one wakes nothing.
 */
export const relayDoor = new Hono<HttpEnv>()
  .all("/openai/v1/*", (c) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    return carry(c, token, pathBehind(c, "/relay/openai/v1"));
  })
  .all("/:token", (c) => carry(c, c.req.param("token"), ""))
  .all("/:token/*", (c) => carry(c, c.req.param("token"), pathBehind(c, `/relay/${c.req.param("token")}`)))
  .all("*", (c) => problem(c, 404, "There is no such address of the relay."));

async function carry(c: Context<HttpEnv>, token: string, path: string): Promise<Response> {
  const ctx = c.get("ctx");
  const who = await ctx.secrets.readRelayToken(token);
  if (!who) return problem(c, 401, "This address of the relay is not valid.");
  const body = await readBody(c.req.raw);
  if (body === "too_large") return problem(c, 413, "The call is too large.");
  if (body === "not_json") return problem(c, 400, "The call's body is not JSON.");
  const contentType = c.req.header("content-type") ?? null;
  const query = new URL(c.req.url).searchParams;
  const relayed = await relay(ctx, who, { method: c.req.method, path, query, contentType, body });
  return relayed?.response ?? problem(c, 404, "There is no such bot, or it makes no such call.");
}

/** Reads a body that is JSON, in which upstream's keys are; lets any other stream. */
async function readBody(request: Request): Promise<RelayCall["body"] | "too_large" | "not_json"> {
  if (request.method === "GET" || request.body === null) return { json: {} };
  if (/^multipart\//i.test(request.headers.get("content-type") ?? "")) return { stream: request.body };
  const bytes = await bytesUpTo(request.body, largestCallBytes);
  if (!bytes) return "too_large";
  if (bytes.byteLength === 0) return { json: {} };
  const json = parsed(new TextDecoder().decode(bytes));
  return isObject(json) ? { json } : "not_json";
}

/** The path as it was sent: `c.req.path` has decoded it already. */
function pathBehind(c: Context<HttpEnv>, prefix: string): string {
  const { pathname } = new URL(c.req.url);
  return pathname.slice(prefix.length);
}

function problem(c: Context<HttpEnv>, status: 400 | 401 | 404 | 413, error: string): Response {
  return c.json({ status, error, requestId: c.get("ctx").requestId }, status);
}

/** Pictures come inside of JSON for some kinds. */
const largestCallBytes = 25 * 1024 * 1024;
