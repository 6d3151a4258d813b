import type { LoggedRequest } from "#workers/domain/request";

let made = 0;

/** A request as the gateway logs it: a text that was sent, unless something else is said. */
export function givenRequest(more: Partial<LoggedRequest> & { at: number }): LoggedRequest {
  made += 1;
  return {
    id: `req_${more.at.toString(16).padStart(12, "0")}${made.toString(16).padStart(20, "0")}`,
    keyId: "key_one",
    userId: null,
    instance: "shop",
    operation: "message.sendText",
    status: 201,
    outcome: "ok",
    code: null,
    sends: true,
    messages: 1,
    totalMs: 25,
    admitMs: 2,
    upstreamMs: 20,
    ...more,
  };
}
