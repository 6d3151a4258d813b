import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "#workers/app";

/**
 * Hands a request to the Worker as the runtime would. Not through its binding: the pool wraps the Worker's
 * prototype once more for every request there, so each takes longer than the one before. Objects, D1, R2
 * and queues are the real ones all the same.
 */
export async function fetchWorker(request: Request): Promise<Response> {
  return worker.fetch(request as Parameters<typeof worker.fetch>[0], env, createExecutionContext());
}
