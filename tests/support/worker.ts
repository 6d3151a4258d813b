import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "#workers/app";

/**
 * Calls the Worker as a function. Through its binding every call of a test takes longer than the one
 * before, which makes thousands impossible; Objects, D1, R2 and queues are the real ones all the same.
 */
export function fetchWorker(request: Request): Promise<Response> {
  return Promise.resolve(worker.fetch(request as Parameters<typeof worker.fetch>[0], env, createExecutionContext()));
}

export function callWorker(method: string, path: string, key: string, body?: object): Promise<Response> {
  const headers = { apikey: key, "content-type": "application/json" };
  const text = body ? JSON.stringify(body) : null;
  return fetchWorker(new Request(`http://localhost:8787${path}`, { method, headers, body: text }));
}
