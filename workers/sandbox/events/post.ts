import type { Post } from "./outbox";

const timeoutMs = 15_000;

/**
 * Posts events as Evolution does. The address is usually this very Worker's hook door, and a Worker
 * cannot reach itself over the network, so those go through the loopback.
 */
export function poster(publicUrl: string, loopback: (request: Request) => Promise<Response>): Post {
  const ownOrigin = new URL(publicUrl).origin;
  return async (letter) => {
    const request = new Request(letter.url, {
      method: "POST",
      headers: { ...sendable(letter.headers), "content-type": "application/json", "user-agent": "zapin-sandbox" },
      body: letter.body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const response = new URL(letter.url).origin === ownOrigin ? await loopback(request) : await fetch(request);
    await response.body?.cancel();
    return { status: response.status };
  };
}

/** `jwt_key` is a secret that Evolution signs with and never sends. */
function sendable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "jwt_key"));
}
