/** The API key of a request: `apikey` as Evolution's clients send it, or a Bearer token. */
export function keyOf(headers: Headers): string | null {
  return headers.get("apikey") ?? /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
