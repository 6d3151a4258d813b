import type { BotFailure } from "../../domain/bot-failure";
import { at, countAt, isObject, textAt, type Json } from "../json";
import { usageIn } from "../usage";
import { nobody, type BotCall, type ReplyBody, type RelayStep } from "./kind";
import { askOpenai, refusal } from "./openai-ask";

/**
 * The calls with which Evolution has an assistant answer: a thread, a message in it, a run, looks at the run
 * until it is done, the messages. What the run says of its use is what is counted.
 */
export const assistantSteps: readonly RelayStep[] = [
  step("POST", /^\/threads$/, () => "/threads"),
  {
    ...step("POST", /^\/threads\/([\w-]+)\/messages$/, ([thread]) => `/threads/${thread}/messages`),
    speaker: ({ ids, body }) => ({ ...nobody, session: ids[0]!, text: textAt(body, "content", 0, "text") }),
  },
  step("GET", /^\/threads\/([\w-]+)\/messages$/, ([thread]) => `/threads/${thread}/messages`),
  { ...step("POST", /^\/threads\/([\w-]+)\/runs$/, ([thread]) => `/threads/${thread}/runs`), gated: true },
  {
    ...step("GET", /^\/threads\/([\w-]+)\/runs\/([\w-]+)$/, ([thread, run]) => `/threads/${thread}/runs/${run}`),
    read: readRun,
  },
  step(
    "POST",
    /^\/threads\/([\w-]+)\/runs\/([\w-]+)\/submit_tool_outputs$/,
    ([thread, run]) => `/threads/${thread}/runs/${run}/submit_tool_outputs`,
  ),
];

/** A look at the assistant itself. No bot of Evolution's makes it: Zapin does, to check a connection. */
export const assistantLook = step("GET", /^\/assistants\/([\w-]+)$/, ([id]) => `/assistants/${id}`);

function step(method: "GET" | "POST", path: RegExp, target: (ids: readonly string[]) => string): RelayStep {
  return {
    method,
    path,
    answers: true,
    gated: false,
    speaker: ({ ids }) => ({ ...nobody, session: ids[0] ?? null }),
    ask({ ids, query, body }, farEnd) {
      const kept = new URLSearchParams([...query].filter(([name]) => passed.has(name))).toString();
      const ask = askOpenai(farEnd, `${target(ids)}${kept ? `?${kept}` : ""}`, method === "GET" ? null : body, method);
      return { ...ask, headers: { ...ask.headers, "openai-beta": "assistants=v2" } };
    },
    read: (answer) => (isObject(answer) ? { texts: [], counts: false } : null),
    reply: silence,
  };
}

function readRun(answer: Json, { ids }: BotCall) {
  const status = textAt(answer, "status");
  if (status === null) return null;
  const from = countAt(answer, "created_at");
  const to = countAt(answer, "completed_at") ?? countAt(answer, "failed_at");
  const reading = {
    texts: [],
    id: ids[1]!,
    model: textAt(answer, "model"),
    use: usageIn(answer),
    ...(from !== null && to !== null ? { durationMs: (to - from) * 1000 } : {}),
  };
  if (status === "completed") return { ...reading, counts: true, messages: 1 };
  const failed = failureOfRun(status, textAt(at(answer, "last_error"), "code"));
  return failed ? { ...reading, counts: true, failure: failed } : { texts: [], counts: false };
}

function failureOfRun(status: string, code: string | null): BotFailure | null {
  if (status === "failed") return code === "rate_limit_exceeded" ? "provider_quota" : "provider_down";
  return status === "expired" || status === "incomplete" || status === "cancelled" ? "timeout" : null;
}

/**
 * Evolution would read the contact's own message back to it, or an English sentence of its own, if a run
 * only seemed to end. At an error it says nothing.
 */
function silence(_text: string, _call: BotCall, failure: BotFailure | null): ReplyBody {
  return refusal(failure);
}

const passed = new Set(["limit", "order", "after", "before", "run_id"]);
