import examples from "./examples.json";
import { routeKey } from "./families";
import { sampleOf } from "./field";
import type { OperationText } from "./family";

/** What a real server was asked and answered, with names and keys replaced. */
export interface RouteExample {
  query: Record<string, string>;
  body: unknown;
  /** Null where no recording has a success, or its body is empty. */
  answer: { status: number; body: unknown } | null;
  errors: { status: number; asked: unknown; body: unknown }[];
}

/** The example of a route: recorded where there is a recording, made from its fields where there is none. */
export function exampleOf(route: { method: string; path: string }, text: OperationText): RouteExample {
  const recorded = (examples as Record<string, Recorded | undefined>)[routeKey(route)];
  const query = sampleOf(text.query?.filter(({ required }) => required) ?? []) as Record<string, string>;
  return {
    query: recorded?.request?.query ?? query,
    body: recorded?.request?.body ?? (text.fields ? sampleOf(text.fields) : undefined),
    answer:
      recorded?.status === undefined || recorded.answer === ""
        ? null
        : { status: recorded.status, body: recorded.answer },
    errors: (recorded?.errors ?? []).map(({ request, status, answer }) => ({
      status,
      asked: request.body,
      body: answer,
    })),
  };
}

interface Recorded {
  request?: RecordedRequest;
  status?: number;
  answer?: unknown;
  errors: { request: RecordedRequest; status: number; answer: unknown }[];
}

interface RecordedRequest {
  query?: Record<string, string>;
  body?: unknown;
}
