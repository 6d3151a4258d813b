import type { Operation } from "../../evolution/operation";
import { operations } from "../../evolution/operations";
import { exampleOf } from "../../evolution/reference/example";
import { familyOf, textOf } from "../../evolution/reference/families";
import type { OperationText } from "../../evolution/reference/family";
import { propertyOf, schemaOf } from "../../evolution/reference/field";
import { evolutionRefusals, onceOnly } from "./answers";

/** Every row of the operation table, with the other spellings that work marked as deprecated. */
export function evolutionPaths(publicUrl: string): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const row of operations) {
    const described = describe(row, publicUrl);
    (paths[pathOf(row.path)] ??= {})[row.method.toLowerCase()] = described;
    for (const [at, alias] of row.aliases.entries()) {
      const operationId = `${String(described["operationId"])}.alias${at + 1}`;
      const other = { ...described, operationId, deprecated: true };
      (paths[pathOf(alias.path)] ??= {})[alias.method.toLowerCase()] ??= other;
    }
  }
  return paths;
}

/** `/message/sendText/:instance` → `/v1/message/sendText/{instance}` */
export function pathOf(path: string): string {
  return `/v1${path.replaceAll(/:(\w+)/g, "{$1}")}`;
}

function describe(row: Operation, publicUrl: string): Record<string, unknown> {
  const text = textOf(row);
  const example = exampleOf(row, text);
  const family = familyOf(row.path)?.id ?? row.path.split("/")[1];
  const succeeded = {
    description: text.answer,
    ...(example.answer ? { content: { "application/json": { example: example.answer.body } } } : {}),
  };
  const [failed] = example.errors.filter(({ status }) => status === 400);
  return {
    operationId: operationIdOf(row),
    tags: [family],
    summary: text.summary,
    ...(text.text ? { description: text.text } : {}),
    parameters: parametersOf(row, text),
    ...bodyOf(row, text, example.body),
    responses: {
      [String(text.status ?? example.answer?.status ?? 200)]: succeeded,
      "400": {
        description: "Evolution refused the input.",
        content: {
          "application/json": {
            schema: { $ref: "#/components/schemas/EvolutionError" },
            ...(failed ? { example: failed.body } : {}),
          },
        },
      },
      ...evolutionRefusals(row.method, row.meter === "message"),
    },
    "x-scope": row.scope,
    "x-messages": row.weight,
    externalDocs: { url: `${publicUrl}/docs/api/${family}` },
  };
}

/** `openai.creds` stands for three methods, so those carry theirs. */
function operationIdOf({ id, method }: Operation): string {
  const alike = operations.filter((row) => row.id === id);
  return alike.length > 1 ? `${id}.${method.toLowerCase()}` : id;
}

function parametersOf(row: Operation, text: OperationText): unknown[] {
  const inPath = [...row.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    description: name === "instance" ? "The instance, by your own name for it." : "An id.",
    schema: { type: "string" },
  }));
  const inQuery = row.query.map((name) => {
    const field = text.query?.find((known) => known.name === name);
    const { description: _, ...schema } = field ? propertyOf(field) : { type: "string" };
    return {
      name,
      in: "query",
      required: field?.required ?? false,
      ...(field ? { description: field.text } : {}),
      schema,
    };
  });
  return [...inPath, ...inQuery, ...onceOnly(row.method)];
}

function bodyOf(row: Operation, { fields, file }: OperationText, example: unknown): Record<string, unknown> {
  if (!fields) return {};
  const schema = schemaOf(fields);
  const content: Record<string, unknown> = { "application/json": { schema, example } };
  if (file) {
    const properties = { ...(schema["properties"] as object), [file]: { type: "string", format: "binary" } };
    content["multipart/form-data"] = { schema: { ...schema, properties } };
  }
  const required = fields.some((field) => field.required);
  return row.method === "GET" ? {} : { requestBody: { required, content } };
}
