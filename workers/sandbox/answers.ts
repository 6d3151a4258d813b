/** What a route answers. `body: undefined` is an empty body. */
export interface Answer {
  status: number;
  body: unknown;
}

const errorNames: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  501: "Not Implemented",
};

export function answer(status: number, body: unknown): Answer {
  return { status, body };
}

/**
 * A refusal in Evolution's commonest shape. What stands in `message` differs by who threw it:
 * exceptions put a list there, plain errors a text, the schema check a list in a list.
 */
export function refusal(status: keyof typeof errorNames, message: unknown): Answer {
  return { status, body: { status, error: errorNames[status], response: { message } } };
}

/** The body parser's errors: the status is right, the name is always the same. */
export function parserRefusal(status: number, message: string): Answer {
  return { status, body: { status, error: "Internal Server Error", response: { message } } };
}

export function toResponse({ status, body }: Answer): Response {
  if (body === undefined) return new Response(null, { status });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
