import type * as z from "zod";
import { ownScope } from "../../domain/scope";
import { apiDoor } from "../api/index";
import { inputSchema } from "../../services/reference/input-schema";
import { ownTexts } from "../../services/reference/own-texts";
import { onceOnly, ownRefusals } from "./answers";

/** Every route behind `/api`, as the doors registered it. */
export function ownRoutes(): { method: string; path: string }[] {
  const seen = new Map(
    apiDoor.routes
      // Middleware and the answer to everything else are registered for all methods.
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => [`${method} ${path}`, { method, path: `/api${path.replace(/\/$/, "")}` }] as const),
  );
  return [...seen.values()];
}

/** The paths of Zapin's own API, with bodies and queries from the very schemas that judge them. */
export function ownPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path } of ownRoutes()) {
    const text = ownTexts[`${method} ${path}`];
    const spelled = path.replaceAll(/:(\w+)/g, "{$1}");
    const body = text?.body && inputSchema(text.body, text.inPath);
    (paths[spelled] ??= {})[method.toLowerCase()] = {
      operationId: operationIdOf(method, path),
      tags: ["zapin"],
      summary: text?.summary ?? `${method} ${path}`,
      ...(text?.text ? { description: text.text } : {}),
      parameters: [...inPath(path), ...inQuery(text?.query), ...onceOnly(method)],
      ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
      responses: {
        [String(text?.status ?? 200)]: {
          description: text?.answer ?? "Done.",
          content: { "application/json": { schema: { type: "object" } } },
        },
        ...ownRefusals(method),
      },
      "x-scope": ownScope(method, path),
      "x-messages": 0,
    };
  }
  return paths;
}

/** `DELETE /api/keys/:id` → `deleteApiKeysId` */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[/:._-]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}

function inPath(path: string): unknown[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function inQuery(query: z.ZodType | undefined): unknown[] {
  if (!query) return [];
  const schema = inputSchema(query);
  const required = new Set(schema.required);
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema: property,
  }));
}
