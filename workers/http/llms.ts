import type { Context } from "hono";
import { errorCodes, errorTexts } from "../domain/error-text";
import { guides } from "../domain/guide";
import type { HttpEnv } from "./variables";

/** The documentation's contents as plain text, for language models and people with a terminal. */
export async function llmsDoor(c: Context<HttpEnv>): Promise<Response> {
  const { listFamilies } = await import("../services/reference/list-families");
  const at = `${c.get("ctx").settings.publicUrl}`;
  const entry = (title: string, path: string, text: string) => `- [${title}](${at}${path}): ${text}`;
  const lines = [
    "# Zapin",
    "",
    "> WhatsApp for many tenants over the Evolution API. `/v1` takes Evolution's own requests with Zapin's keys; every answer says what is left of the quota. `/api` is Zapin's own.",
    "",
    `Base address of the Evolution-compatible API: ${at}/v1. The key goes into the header \`apikey\`.`,
    "",
    "## Guides",
    "",
    ...guides.map(({ slug, title, lead }) => entry(title, `/docs/guides/${slug}`, lead)),
    "",
    "## Reference",
    "",
    entry("OpenAPI 3.1", "/openapi.json", "Both APIs in one document."),
    ...listFamilies().map(({ id, title, lead }) => entry(title, `/docs/api/${id}`, lead)),
    entry("Compatibility", "/docs/compatibility", "Every route of Evolution, and what Zapin does with it."),
    entry("Events", "/docs/events", "Every type of event with its schema and a sample."),
    "",
    "## Errors",
    "",
    ...errorCodes.map((code) => entry(code, `/docs/errors/${code}`, errorTexts[code].title)),
    "",
  ];
  return c.text(lines.join("\n"), 200, { "cache-control": "public, max-age=300" });
}
