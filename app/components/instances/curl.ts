export interface Call {
  url: string;
  method?: "GET" | "POST";
  /** The secret, or `$ZAPIN_KEY` where it must not be seen. */
  key: string;
  body?: unknown;
}

/** What stands for the key on the screen; the shell fills it from the environment. */
export const keyVariable = "$ZAPIN_KEY";

/** A call as one command, ready to paste. The key goes into a header, never into the address. */
export function curlCommand({ url, method = "POST", key, body }: Call): string {
  const lines = [`curl -X ${method} ${quoted(url)}`, `  -H "apikey: ${key}"`];
  if (body !== undefined) {
    lines.push(`  -H "content-type: application/json"`, `  -d ${quoted(JSON.stringify(body))}`);
  }
  return lines.join(" \\\n");
}

/** Single quotes keep the shell's hands off everything but a single quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The address of `sendText` of an instance. Names may hold spaces and letters of any script. */
export function sendTextUrl(publicUrl: string, instance: string): string {
  return `${publicUrl}/v1/message/sendText/${encodeURIComponent(instance)}`;
}
