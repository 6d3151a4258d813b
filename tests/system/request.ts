import { request as open } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** How long there may be silence. */
  timeoutMs?: number;
}

/**
 * Asks on a connection of its own. `fetch` keeps connections for later requests, and one that has died
 * with a killed server would fail a request to its successor.
 */
export async function request(
  url: string,
  { method = "GET", headers = {}, body, timeoutMs }: Asked = {},
): Promise<Answer> {
  const sent = body === undefined ? "" : JSON.stringify(body);
  const told = { "content-type": "application/json", "content-length": String(Buffer.byteLength(sent)), ...headers };
  return new Promise((resolve, reject) => {
    const asked = open(url, { method, agent: false, headers: told }, (answer) => {
      text(answer).then(
        (answered) => resolve({ status: answer.statusCode!, headers: answer.headers, text: answered }),
        reject,
      );
    });
    asked.on("error", reject);
    if (timeoutMs !== undefined) asked.setTimeout(timeoutMs, () => asked.destroy(new Error("There was no answer.")));
    asked.end(sent);
  });
}
