/**
 * The part of JSON Schema that Evolution's routes use, with the error texts of its checker.
 * `says` replaces the text, as a schema's `description` does upstream.
 */
export interface Rule {
  type?: "string" | "boolean" | "integer" | "number" | "object" | "array";
  oneOf?: readonly (string | number | boolean)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: Rule;
  properties?: Record<string, Rule>;
  required?: readonly string[];
  /** These must not be empty, but only where the object holds nothing else: upstream's rule works so. */
  notEmpty?: readonly string[];
  says?: string;
}

/** Everything that is wrong with a value, in upstream's words and order. Empty when nothing is. */
export function complaints(value: unknown, rule: Rule, at = "instance"): string[] {
  const say = (text: string): string => rule.says ?? `${at} ${text}`.replace("instance.", "");
  const found: string[] = [];
  if (rule.type && !isOfType(value, rule.type)) found.push(say(`is not of a type(s) ${rule.type}`));
  if (isObject(value)) found.push(...inObject(value, rule, at, say));
  if (Array.isArray(value)) found.push(...inArray(value, rule, at, say));
  if (typeof value === "string") {
    if (rule.pattern && !new RegExp(rule.pattern, "u").test(value))
      found.push(say(`does not match pattern ${JSON.stringify(rule.pattern)}`));
    if (rule.minLength && value.length < rule.minLength)
      found.push(say(`does not meet minimum length of ${rule.minLength}`));
  }
  if (typeof value === "number") {
    if (rule.minimum !== undefined && value < rule.minimum)
      found.push(say(`must be greater than or equal to ${rule.minimum}`));
    if (rule.maximum !== undefined && value > rule.maximum)
      found.push(say(`must be less than or equal to ${rule.maximum}`));
  }
  if (rule.oneOf && value !== undefined && !rule.oneOf.includes(value as string))
    found.push(say(`is not one of enum values: ${rule.oneOf.join(",")}`));
  return found;
}

/** The same for the routes of groups, which name the member at fault. Only flat bodies come there. */
export function complaintsByProperty(
  value: Record<string, unknown>,
  rule: Rule,
): { property: string; message: string }[] {
  const missing = (rule.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...Object.entries(rule.properties ?? {}).flatMap(([property, own]) =>
      value[property] === undefined
        ? []
        : complaints(value[property], own, `instance.${property}`).map((message) => ({ property, message })),
    ),
    ...missing.map((name) => ({ property: "instance", message: `instance requires property ${JSON.stringify(name)}` })),
  ];
}

function inObject(value: Record<string, unknown>, rule: Rule, at: string, say: (text: string) => string): string[] {
  const found: string[] = [];
  for (const [name, property] of Object.entries(rule.properties ?? {}))
    if (value[name] !== undefined) found.push(...complaints(value[name], property, `${at}.${name}`));
  for (const name of rule.required ?? [])
    if (value[name] === undefined) found.push(say(`requires property ${JSON.stringify(name)}`));
  const { notEmpty } = rule;
  if (notEmpty && Object.keys(value).every((name) => notEmpty.includes(name)))
    for (const name of notEmpty) if (value[name] === "") found.push(`The "${name}" cannot be empty`);
  return found;
}

function inArray(value: unknown[], rule: Rule, at: string, say: (text: string) => string): string[] {
  const found: string[] = [];
  const { items } = rule;
  if (items) value.forEach((item, index) => found.push(...complaints(item, items, `${at}[${index}]`)));
  if (rule.minItems !== undefined && value.length < rule.minItems)
    found.push(say(`does not meet minimum length of ${rule.minItems}`));
  if (rule.maxItems !== undefined && value.length > rule.maxItems)
    found.push(say(`does not meet maximum length of ${rule.maxItems}`));
  if (rule.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    found.push(say("contains duplicate item"));
  return found;
}

function isOfType(value: unknown, type: NonNullable<Rule["type"]>): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value) || Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
