import type { Ctx } from "../../context";
import { done, refuse, type Outcome } from "../../domain/outcome";
import type { ReferenceFamily, ReferenceField, ReferenceOperation } from "../../domain/reference";
import type { Operation } from "../../evolution/operation";
import { operations } from "../../evolution/operations";
import { exampleOf, type RouteExample } from "../../evolution/reference/example";
import { families, familyOf, routeKey, textOf } from "../../evolution/reference/families";
import type { Field } from "../../evolution/reference/field";
import { isUnsimulated } from "../../sandbox/routes/unsimulated";
import { curlOf } from "./curl";
import { ownFamilyId, readOwnApi } from "./read-own";

/** One family of the reference, from the operation table. Public, so it asks for nobody's permission. */
export function readFamily(ctx: Pick<Ctx, "settings">, { id }: { id: string }): Outcome<ReferenceFamily> {
  if (id === ownFamilyId) return done(readOwnApi(ctx));
  const family = families.find((known) => known.id === id);
  const rows = operations.filter(({ path }) => familyOf(path)?.id === id);
  if (!family || rows.length === 0) return refuse("not_found", `The reference has no page "${id}".`);
  const { title, lead } = family;
  return done({ id, title, lead, operations: rows.map((row) => describe(row, ctx.settings.publicUrl)) });
}

/** May a row be tried from its page? Only what the simulated phone itself answers. */
export function isTryable(row: Operation): boolean {
  return row.handler === null && row.path.endsWith("/:instance") && isSimulated(row);
}

function describe(row: Operation, publicUrl: string): ReferenceOperation {
  const text = textOf(row);
  const example = exampleOf(row, text);
  return {
    key: routeKey(row),
    anchor: anchorOf(row),
    method: row.method,
    path: `/v1${row.path}`,
    aliases: row.aliases.map(routeKey),
    scope: row.scope,
    messages: row.weight,
    summary: text.summary,
    text: text.text ?? null,
    query: (text.query ?? []).flatMap((field) => flattened(field)),
    fields: (text.fields ?? []).flatMap((field) => flattened(field)),
    file: text.file ?? null,
    curl: curlOf(row, example, publicUrl),
    status: text.status ?? 200,
    answer: text.answer,
    answerBody: example.answer ? indented(example.answer.body) : null,
    errors: example.errors.map(({ status, asked, body }) => ({
      status,
      asked: asked === undefined ? null : indented(asked),
      body: indented(body),
    })),
    sandbox: isSimulated(row),
    trial: isTryable(row) ? trialOf(row, example) : null,
  };
}

/** Unique on its page: two transports both have a `set`, and `creds` has three methods. */
function anchorOf({ method, path }: Operation): string {
  const [, noun, verb] = path.split("/");
  const alike = operations.filter(
    (other) => familyOf(other.path) === familyOf(path) && other.path.split("/")[2] === verb,
  );
  if (alike.length === 1) return `${verb}`;
  return alike.some((other) => other.path.split("/")[1] !== noun)
    ? `${noun}-${verb}`
    : `${verb}-${method.toLowerCase()}`;
}

/** A field and what is in it, each under its whole name. */
function flattened(field: Field, within = ""): ReferenceField[] {
  const { type, required, text, values, fields } = field;
  const name = `${within}${field.name}`;
  const inner = `${name}${type === "object[]" ? "[]" : ""}.`;
  // Thirty-one names would bury the row; the text says where they stand.
  const shown = values && values.length <= 8 ? values.map(String) : [];
  return [
    { name, type, required, text, values: shown },
    ...(fields ?? []).flatMap((member) => flattened(member, inner)),
  ];
}

/** Does the simulated phone play a row, or Zapin in its place? */
export function isSimulated({ method, path, handler }: Operation): boolean {
  return handler !== null || !isUnsimulated(method, path.replace(/\/:instance$/, "").replaceAll(/:\w+/g, "1"));
}

function trialOf(row: Operation, { query, body }: RouteExample): ReferenceOperation["trial"] {
  const parameters = [...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name!).filter((name) => name !== "instance");
  const takesBody = row.method !== "GET" && body !== undefined;
  return {
    parameters,
    query: row.query.map((name) => ({ name, value: query[name] ?? "" })),
    body: takesBody ? indented(body) : null,
  };
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
