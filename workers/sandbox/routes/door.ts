import type { Account } from "../account/account";
import { createInstance, createRefusal } from "../account/create";
import { instanceRow } from "../account/row";
import { accountRoutes } from "../account/routes";
import { answer, refusal, type Answer } from "../answers";
import { botRoutes } from "../bots/routes";
import { chatRoutes } from "../chats/routes";
import { chatwootRoutes } from "../chatwoot/routes";
import { complaints } from "../../evolution/checks/check";
import { groupRoutes } from "../groups/routes";
import { messageRoutes } from "../messages/routes";
import type { PhoneParts } from "../parts";
import { shopRoutes } from "../shop/routes";
import { readBody } from "./body";
import type { Call, Route } from "./route";
import { isUnsimulated } from "./unsimulated";

/** Every route that the sandbox plays, save create and fetchInstances. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...messageRoutes,
  ...chatRoutes,
  ...groupRoutes,
  ...shopRoutes,
  ...botRoutes,
  ...chatwootRoutes,
];

const routeByName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
const unauthorized = refusal(401, "Unauthorized");

export interface Door {
  parts: PhoneParts;
  globalKey: string;
  /** The account as it is now; a phone that was never made has none. */
  account(): Account | null;
  /** Makes the tables, before the first account is written. */
  prepare(): void;
}

/**
 * Answers one call as the simulated server. The order of the guards is upstream's: a body that
 * cannot be read, then an instance that does not exist, then a name that is taken, and only then the key.
 */
export async function answerCall(door: Door, request: Request): Promise<Answer> {
  const url = new URL(request.url);
  const { path, name } = splitPath(url.pathname);
  const key = request.headers.get("apikey");
  const read = await readBody(request);
  if ("refused" in read) return read.refused;
  if (request.method === "POST" && url.pathname === "/instance/create") return create(door, read.body, key);
  if (request.method === "GET" && url.pathname === "/instance/fetchInstances") return list(door, url.searchParams, key);
  const { route, id } = routeFor(request.method, path);
  if (!route && !isUnsimulated(request.method, path))
    return refusal(404, [`Cannot ${request.method} ${url.pathname}${url.search}`]);
  const account = door.account();
  if (account?.instanceName !== name || !account) return refusal(404, [`The "${name}" instance does not exist`]);
  if (!isKeyOf(door, account, key)) return unauthorized;
  if (!route)
    return refusal(501, [
      `The sandbox does not simulate ${request.method} ${path}. Connect a real Evolution server to use it.`,
    ]);
  return runRoute(door, route, { account, id, query: url.searchParams, ...read });
}

/** The route of a path, and what stands in it for `:id`. */
function routeFor(method: string, path: string): { route: Route | undefined; id: string } {
  const exact = routeByName.get(`${method} ${path}`);
  if (exact) return { route: exact, id: "" };
  const { path: family, name: id } = splitPath(path);
  return { route: routeByName.get(`${method} ${family}/:id`), id };
}

/** The instance's name is always the last segment, also behind an id. */
function splitPath(pathname: string): { path: string; name: string } {
  const at = pathname.lastIndexOf("/");
  const last = pathname.slice(at + 1);
  try {
    return { path: pathname.slice(0, at), name: decodeURIComponent(last) };
  } catch {
    return { path: pathname.slice(0, at), name: last };
  }
}

async function runRoute(door: Door, route: Route, call: Call): Promise<Answer> {
  const wrong = route.check ? complaints(call.body, route.check) : [];
  if (wrong.length > 0) return route.complain?.(wrong) ?? refusal(400, [wrong]);
  try {
    return await route.handle(door.parts, call);
  } catch (error) {
    // Evolution tells whatever breaks in it in the same way: values that its check lets through do that.
    return refusal(500, error instanceof Error ? error.message : "Internal server error");
  }
}

function create(door: Door, body: Record<string, unknown>, key: string | null): Answer {
  const name = body.instanceName;
  // A missing name is looked up like any other upstream, and finds something.
  if (name === undefined) return refusal(403, ['This name "undefined" is already in use.']);
  if (typeof name !== "string") return refusal(500, ["The name of an instance must be a text"]);
  if (door.account()) return refusal(403, [`This name ${JSON.stringify(name)} is already in use.`]);
  if (key !== door.globalKey) return unauthorized;
  const refused = createRefusal(body);
  if (refused) return refused;
  door.prepare();
  return createInstance(door.parts, body);
}

/** A phone knows only itself; the gateway lists a tenant's instances on its own. */
function list(door: Door, query: URLSearchParams, key: string | null): Answer {
  const account = door.account();
  const asked = query.get("instanceName") ?? query.get("instanceId") ?? query.get("number");
  const found =
    account !== null && (asked === null || [account.instanceName, account.instanceId, account.number].includes(asked));
  if (!account || !isKeyOf(door, account, key)) {
    if (key !== door.globalKey) return unauthorized;
    return asked === null ? answer(200, []) : notFound(asked);
  }
  if (found) return answer(200, [instanceRow(door.parts, account)]);
  return key === door.globalKey ? notFound(asked!) : unauthorized;
}

function notFound(asked: string): Answer {
  return refusal(404, [`Instance ${JSON.stringify(asked)} not found`]);
}

function isKeyOf(door: Door, account: Account, key: string | null): boolean {
  return key !== null && (key === account.token || key === door.globalKey);
}
