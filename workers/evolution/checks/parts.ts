import type { Rule } from "./check";

export const text: Rule = { type: "string" };
export const flag: Rule = { type: "boolean" };
export const whole: Rule = { type: "integer" };
export const decimal: Rule = { type: "number" };
export const phoneNumber: Rule = { type: "string", says: "Invalid format" };

export function oneOf(...values: string[]): Rule {
  return { type: "string", oneOf: values };
}

/** An object of which `required` must be there and nothing is forbidden: upstream accepts unknown properties. */
export function fields(
  properties: Record<string, Rule>,
  required: readonly string[] = [],
  notEmpty?: readonly string[],
): Rule {
  return { type: "object", properties, required, ...(notEmpty && { notEmpty }) };
}

/** A list without duplicates, of at least `minItems`. */
export function listOf(items: Rule, minItems = 1, maxItems?: number): Rule {
  return { type: "array", items, minItems, uniqueItems: true, ...(maxItems !== undefined && { maxItems }) };
}

const keyFields = { id: text, remoteJid: text, fromMe: flag };

/** The key of a message that must be named whole. */
export const messageKey: Rule = fields(keyFields, ["id", "fromMe", "remoteJid"], ["id", "remoteJid"]);

/** The key of a quoted message, where the id is enough. */
export const quotedKey: Rule = fields(keyFields, ["id"], ["id"]);
