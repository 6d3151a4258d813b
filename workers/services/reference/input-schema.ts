import * as z from "zod";

/** The schema of an input, as far as the documentation reads it. */
export interface InputSchema extends Record<string, unknown> {
  type: "object";
  properties: Record<string, PropertySchema>;
  required?: string[];
}

export interface PropertySchema {
  type?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, PropertySchema>;
  required?: string[];
  items?: PropertySchema;
  anyOf?: PropertySchema[];
  [more: string]: unknown;
}

/** A zod input as a JSON schema, without the members that come from the path. */
export function inputSchema(input: z.ZodType, without: readonly string[] = []): InputSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as InputSchema;
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !without.includes(name));
  const required = (schema.required ?? []).filter((name) => !without.includes(name));
  delete schema.required;
  return {
    ...schema,
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}
