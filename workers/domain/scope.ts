/** What a key can be allowed to do. A key without a list of its own may do all of it. */
export const scopes = [
  "instances:read",
  "instances:write",
  "messages:send",
  "chats:read",
  "chats:write",
  "groups:read",
  "groups:write",
  "settings:read",
  "settings:write",
  "bots:read",
  "bots:write",
  "webhooks:read",
  "webhooks:write",
  "keys:read",
  "keys:write",
  "usage:read",
  "events:read",
  "sandbox:write",
] as const;
export type Scope = (typeof scopes)[number];

/** What a call of `/api` needs a key to be allowed. Whatever has no line of its own needs the most. */
export function ownScope(method: string, path: string): Scope {
  const noun = path.split("/")[2] ?? "";
  const reads = method === "GET" || method === "HEAD";
  switch (noun) {
    case "usage":
    case "requests":
      return "usage:read";
    case "events":
    case "event-types":
      return "events:read";
    case "endpoints":
    case "deliveries":
      // Whoever knows the signing secret can pretend to be Zapin.
      return reads && !path.endsWith("/secret") ? "webhooks:read" : "webhooks:write";
    case "instances":
      // The signing secret lets its holder pretend to be Zapin.
      if (path.endsWith("/secret")) return "webhooks:write";
      return reads ? "instances:read" : "instances:write";
    case "bots":
    case "credentials":
      return reads ? "bots:read" : "bots:write";
    case "sandbox":
      return "sandbox:write";
    default:
      return reads ? "keys:read" : "keys:write";
  }
}
