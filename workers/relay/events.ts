import type { BotFailure } from "../domain/bot-failure";
import { botFailures } from "../domain/bot-failure";
import type { Deadline } from "../domain/deadline";
import { beforeDeadline } from "./far-end";
import { listAt, at, parsed, textAt, type Json } from "./json";
import type { Reading } from "./kinds/kind";
import { usageIn } from "./usage";

/** The data of server-sent events, save the mark of the end; null where a text holds none. */
export function eventsIn(text: string): Json[] | null {
  const data = text.split(/\r?\n/).filter((line) => line.startsWith("data:"));
  if (data.length === 0) return null;
  return data.flatMap((line) => parsed(line.slice(5)) ?? []);
}

/** Server-sent events as a body. */
export function eventText(events: readonly Json[]): string {
  return `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`;
}

export interface Passing {
  /** What goes on to the caller, as it comes. */
  body: ReadableStream<Uint8Array>;
  /** What was said, once it is over, and why it broke off if it did. */
  outcome: Promise<{ reading: Reading; failure: BotFailure | null }>;
}

/**
 * Hands on the chunks of a streamed completion while it reads along. The figures of use come in a last chunk
 * without choices, which is kept back from a caller that did not ask for it.
 */
export function passEvents(
  source: ReadableStream<Uint8Array>,
  { limit, deadline, withUsage }: { limit: number; deadline: Deadline; withUsage: boolean },
): Passing {
  const reader = source.getReader();
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let resolve: (end: Awaited<Passing["outcome"]>) => void = () => {};
  const outcome: Passing["outcome"] = new Promise((resolved) => {
    resolve = resolved;
  });
  const reading: Reading = { texts: [], counts: true, use: null, model: null };
  let text = "";
  let rest = "";
  let length = 0;
  const end = (failure: BotFailure | null) => {
    deadline.clear();
    reader.cancel().catch(() => {});
    resolve({ reading: { ...reading, texts: text ? [text] : [] }, failure });
  };
  const take = (line: string): string => {
    const chunk = line.startsWith("data:") ? parsed(line.slice(5)) : undefined;
    if (chunk === undefined) return `${line}\n`;
    text += textAt(chunk, "choices", 0, "delta", "content") ?? "";
    reading.model ??= textAt(chunk, "model");
    reading.use = usageIn(chunk) ?? reading.use ?? null;
    const isUsage = listAt(chunk, "choices").length === 0 && at(chunk, "usage") != null;
    return isUsage && !withUsage ? "" : `${line}\n`;
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const broken = (failure: BotFailure) => {
        const error = { error: { message: botFailures[failure], type: "server_error", code: failure } };
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(error)}\n\n`));
        controller.close();
        end(failure);
      };
      try {
        for (;;) {
          const { done, value } = await beforeDeadline(reader.read(), deadline);
          if (done) {
            if (rest) controller.enqueue(encoder.encode(take(rest)));
            controller.close();
            return end(text || reading.use ? null : "not_json");
          }
          length += value.byteLength;
          if (length > limit) return broken("too_large");
          const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
          rest = lines.pop() ?? "";
          const passed = lines.map(take).join("");
          if (passed) return controller.enqueue(encoder.encode(passed));
        }
      } catch {
        broken(deadline.signal.aborted ? "timeout" : "provider_down");
      }
    },
    // Who listened has gone: what was said until then was said, and is paid for.
    cancel: () => end(null),
  });
  return { body, outcome };
}
