import type { Context } from "hono";
import type { HttpEnv } from "./variables";

/** Both APIs in one document, for tools. Made when it is first asked for, since most isolates never are. */
export async function openapiDoor(c: Context<HttpEnv>): Promise<Response> {
  const { publicUrl } = c.get("ctx").settings;
  if (made?.publicUrl !== publicUrl) {
    const { openapiDocument } = await import("./openapi/document");
    made = { publicUrl, text: JSON.stringify(openapiDocument(publicUrl)) };
  }
  return c.body(made.text, 200, {
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=300",
  });
}

let made: { publicUrl: string; text: string } | undefined;
