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
  "webhooks:read",
  "webhooks:write",
  "keys:read",
  "keys:write",
  "usage:read",
  "events:read",
  "sandbox:write",
] as const;
export type Scope = (typeof scopes)[number];
