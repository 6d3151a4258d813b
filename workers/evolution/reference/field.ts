/** One member of a request's body, or one query parameter: enough for a schema, a table and an example. */
export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  text: string;
  /** The only values it takes. */
  values?: readonly (string | number)[];
  /** Members of an object, or of each object of a list. */
  fields?: readonly Field[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
  /** What examples show where no recorded request has it. */
  sample?: unknown;
}

export type FieldType = "string" | "integer" | "number" | "boolean" | "object" | "string[]" | "object[]";

type More = Pick<Field, "values" | "fields" | "minimum" | "maximum" | "pattern" | "sample">;

/** A member that must be there. */
export function need(name: string, type: FieldType, text: string, more: More = {}): Field {
  return { name, type, required: true, text, ...more };
}

/** A member that may be left out. */
export function may(name: string, type: FieldType, text: string, more: More = {}): Field {
  return { name, type, required: false, text, ...more };
}

/** The JSON schema of a body. Evolution takes members that it does not know, and so does Zapin. */
export function schemaOf(fields: readonly Field[]): JsonSchema {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)])),
    ...(required.length > 0 ? { required } : {}),
  };
}

export type JsonSchema = Record<string, unknown>;

/** The schema of one member. */
export function propertyOf(field: Field): JsonSchema {
  const { type, text, values, minimum, maximum, pattern } = field;
  const bounds = {
    ...(values ? { enum: values } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(pattern === undefined ? {} : { pattern }),
  };
  const members = field.fields ? schemaOf(field.fields) : { type: "object" };
  switch (type) {
    case "object":
      return { description: text, ...members };
    case "object[]":
      return { description: text, type: "array", items: members };
    case "string[]":
      return { description: text, type: "array", items: { type: "string", ...bounds } };
    default:
      return { description: text, type, ...bounds };
  }
}

/** A body with the members that must be there, and those that have something to show. */
export function sampleOf(fields: readonly Field[]): Record<string, unknown> {
  const shown = fields.filter(({ required, sample }) => required || sample !== undefined);
  return Object.fromEntries(shown.map((field) => [field.name, sampleValue(field)]));
}

function sampleValue({ type, sample, values, fields, minimum }: Field): unknown {
  if (sample !== undefined) return sample;
  switch (type) {
    case "string":
      return values?.[0] ?? "";
    case "integer":
    case "number":
      return values?.[0] ?? minimum ?? 0;
    case "boolean":
      return true;
    case "string[]":
      return values ? [values[0]] : [];
    case "object":
      return sampleOf(fields ?? []);
    case "object[]":
      return [sampleOf(fields ?? [])];
  }
}
