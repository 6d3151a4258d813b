import * as z from "zod";
import type { BotConnection, BotKind } from "../../domain/bot";

/** One member of a bot's connection. Form, checks, API and reference are made from these. */
export interface ConnectionField {
  /** Evolution's own name for it. */
  name: string;
  type: "address" | "text" | "choice" | "number" | "texts";
  required: boolean;
  /** What it is, for the reference and the API's description. */
  text: string;
  /** The only values of a choice. */
  options?: readonly string[];
  /** What stands behind the relay's address where upstream is given it in place of this one. */
  relayPath?: string;
  /** The choice of another field with which this one is needed. */
  neededWith?: { field: string; value: string; said: string };
  /** Part of what the model is told: kept in versions. */
  isPrompt?: boolean;
  sample?: unknown;
}

/**
 * What Zapin must know of a kind of bot. Everything that differs between kinds is in a row of
 * `kinds.ts`; an eighth kind is one more row in a file of its own, and its name in `domain/bot.ts`.
 */
export interface BotKindRow {
  kind: BotKind;
  /** What Evolution calls it in its errors. */
  said: string;
  /** The name of its id in Evolution's addresses. */
  idParameter: string;
  /** The column of the fallback bot in upstream's settings. */
  fallbackColumn: string;
  /** In the order of upstream's schema, which is the order of its complaints. */
  fields: readonly ConnectionField[];
  /** What opens its server, and how upstream takes it: in the bot's own row, or as a row of credentials. */
  secret: "none" | "apiKey" | "basic" | "credential";
  /** The last members of a row in upstream's order, where it is not the usual one. */
  rowEnd?: readonly string[];
  /** Upstream takes no second bot that is alike in all of these; the secret counts too where it has one. */
  alike: { by: readonly string[]; said: string } | null;
}

/** The schema of a kind's connection. What is no member of it is dropped. */
export function connectionSchema({ fields }: Pick<BotKindRow, "fields">): z.ZodType<BotConnection> {
  const shape = Object.fromEntries(fields.map((field) => [field.name, memberSchema(field)]));
  return z.object(shape).superRefine((connection: Record<string, unknown>, check) => {
    const lacking = lackingField(fields, connection);
    if (lacking) check.addIssue({ code: "custom", path: [lacking.name], message: "is required" });
  });
}

/** The first member that another one's choice asks for and that is not there. */
export function lackingField(fields: readonly ConnectionField[], connection: BotConnection): ConnectionField | null {
  const lacks = ({ name, neededWith }: ConnectionField) =>
    neededWith !== undefined && connection[neededWith.field] === neededWith.value && !connection[name];
  return fields.find(lacks) ?? null;
}

function memberSchema(field: ConnectionField): z.ZodType {
  const schema = valueSchema(field);
  return field.required ? schema : schema.nullish().transform((value) => value ?? undefined);
}

function valueSchema({ type, options, required }: ConnectionField): z.ZodType {
  switch (type) {
    case "address":
      return z
        .string({ error: required ? "is required: write an address as https://host/path" : "must be a text" })
        .max(2_048, "must be at most 2048 characters");
    case "text":
      return z
        .string({ error: required ? "is required" : "must be a text" })
        .max(500, "must be at most 500 characters");
    case "choice":
      return z.enum(options ?? [], { error: `must be one of ${(options ?? []).join(", ")}` });
    case "number":
      return z
        .int({ error: "must be a whole number" })
        .min(1, "must be at least 1")
        .max(10_000_000, "must be at most 10000000");
    case "texts":
      return (
        z
          .array(z.string({ error: "must be a text" }).max(40_000, "must be at most 40000 characters"), {
            error: "must be a list of texts",
          })
          .max(50, "holds more than 50 texts")
          // The hub holds every bot's in memory: the relay compares what is said with what was set.
          .refine((texts) => texts.join("").length <= 40_000, "holds more than 40000 characters")
      );
  }
}
