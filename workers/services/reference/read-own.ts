import type { Ctx } from "../../context";
import type { ReferenceFamily, ReferenceField, ReferenceOperation } from "../../domain/reference";
import { ownScope } from "../../domain/scope";
import { inputSchema, type PropertySchema } from "./input-schema";
import { ownTexts, type OwnText } from "./own-texts";

/** Names the page of Zapin's own API among the families. */
export const ownFamilyId = "zapin";
export const ownFamily = {
  id: ownFamilyId,
  title: "zapin's own API",
  lead: "Under /api: keys, usage, the event log, and the hands on simulated phones. With a key of the whole account.",
};

/** Zapin's own API as a page of the reference, from the schemas that judge its input. */
export function readOwnApi(ctx: Pick<Ctx, "settings">): ReferenceFamily {
  const operations = Object.entries(ownTexts).map(([key, text]) => describe(key, text, ctx.settings.publicUrl));
  return { ...ownFamily, operations };
}

export function countOwn(): number {
  return Object.keys(ownTexts).length;
}

function describe(key: string, text: OwnText, publicUrl: string): ReferenceOperation {
  const [method, path] = key.split(" ") as [string, string];
  const body = text.body ? inputSchema(text.body, text.inPath) : null;
  const query = text.query ? inputSchema(text.query) : null;
  return {
    key,
    anchor: `${method.toLowerCase()}${path.replace("/api", "").replaceAll(/[/:]+/g, "-")}`,
    method,
    path,
    aliases: [],
    scope: ownScope(method, path),
    messages: 0,
    summary: text.summary,
    text: text.text ?? null,
    query: query ? fieldsOf(query) : [],
    fields: body ? fieldsOf(body) : [],
    file: null,
    curl: curlOf(method, path, text, publicUrl),
    status: text.status ?? 200,
    answer: text.answer,
    answerBody: null,
    errors: [],
    sandbox: true,
    trial: null,
  };
}

/** The members of a schema, each under its whole name. */
function fieldsOf({ properties = {}, required = [] }: PropertySchema, within = ""): ReferenceField[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const kind = property.anyOf?.find(({ type }) => type !== "null") ?? property;
    const field = {
      name: `${within}${name}`,
      type: kind.type === "array" ? `${kind.items?.type ?? "any"}[]` : (kind.type ?? "any"),
      required: required.includes(name),
      text: boundsOf(kind),
      values: (kind.enum ?? kind.items?.enum ?? []).map(String),
    };
    return [field, ...fieldsOf(kind, `${within}${name}.`)];
  });
}

function boundsOf(schema: PropertySchema): string {
  const said = [
    schema.description,
    bound("At least", schema["minimum"]),
    bound("At most", schema["maximum"]),
    bound("Up to", schema["maxLength"], "characters"),
    bound("Otherwise", schema["default"]),
  ];
  return said.filter(Boolean).join(" ");
}

function bound(word: string, value: unknown, unit = ""): string | undefined {
  // zod bounds every whole number by what a double can hold; nobody needs to read that.
  if (value === undefined || value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER) return undefined;
  const shown = typeof value === "number" ? value.toLocaleString("en-US") : String(value);
  return `${word} ${shown}${unit && ` ${unit}`}.`;
}

function curlOf(method: string, path: string, { sample }: OwnText, publicUrl: string): string {
  const spelled = path.replace(/:(name|instance)/, "shop").replaceAll(/:(\w+)/g, "{$1}");
  const lines = [`curl -X ${method} "${publicUrl}${spelled}"`, `-H "apikey: $ZAPIN_KEY"`];
  if (sample) lines.push(`-H "content-type: application/json"`, `-d '${JSON.stringify(sample)}'`);
  return lines.join(" \\\n  ");
}
