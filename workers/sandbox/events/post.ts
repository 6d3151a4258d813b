import type { Post } from "./outbox";

const timeoutMs = 15_000;

/**
 * Posts events as Evolution does. The address is usually this very Worker's hook door, and a Worker
 * cannot reach itself over the network, so those go through the loopback.
 */
export function poster(publicUrl: string, loopback: (request: Request) => Promise<Response>): Post {
  const ownOrigin = new URL(publicUrl).origin;
  return async (letter) => {
    // Not AbortSignal.timeout: its timer would hold the Object in memory long after the answer came.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    const headers = new Headers(sendable(letter.headers));
    headers.set("content-type", "application/json");
    headers.set("user-agent", "zapin-sandbox");
    const request = new Request(letter.url, {
      method: "POST",
      headers,
      body: letter.body,
      signal: timeout.signal,
    });
    try {
      const response = new URL(letter.url).origin === ownOrigin ? await loopback(request) : await fetch(request);
      await response.body?.cancel();
      return { status: response.status };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** `jwt_key` is a secret that Evolution signs with and never sends. */
function sendable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "jwt_key"));
}
