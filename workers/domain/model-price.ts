import * as z from "zod";

/**
 * What a model costs, in billionths of a dollar for each token: a dollar for a million tokens is 1,000 of
 * them. Whole numbers, so that a thousand answers add up to the sum of their parts.
 */
export interface ModelPrice {
  model: string;
  /** The first day on which it holds. */
  from: string;
  input: number;
  /** Input that the provider had in its cache. */
  cachedInput: number;
  output: number;
  /** For audio that is billed by its length, a minute. */
  minute?: number;
}

/** What an answer used, as the far end reported it. `cached` is a part of `input`. */
export interface TokenUse {
  input: number;
  cached: number;
  output: number;
  /** Length of audio, where that is what is billed. */
  seconds?: number;
}

/** A price as people write it: US dollars for a million tokens. */
export interface WrittenPrice {
  input: number;
  /** Null where the provider charges cached input as any other. */
  cachedInput: number | null;
  output: number;
  /** For a minute of audio, where that is what is billed. */
  minute: number | null;
}

/** What an operator has set for a model, which goes before the table. */
export interface PriceOverride extends WrittenPrice {
  model: string;
}

const dollars = z
  .number({ error: "must be a number of US dollars" })
  .min(0, "must not be negative")
  .max(10_000, "is more than any provider asks: write US dollars for a million tokens");

/** An operator's price of a model. Names are kept as they are compared, in small letters. */
export const priceInput = z
  .strictObject({
    model: z
      .string({ error: "must be the name of a model" })
      .trim()
      .toLowerCase()
      .min(1, "must be the name of a model, as its provider writes it")
      .max(100, "must be at most 100 characters")
      .regex(/^[\w.:/@+-]+$/, "must be the name of a model, as its provider writes it"),
    input: dollars,
    cachedInput: dollars.nullish().transform((price) => price ?? null),
    output: dollars,
    minute: dollars.nullish().transform((price) => price ?? null),
  })
  .refine(({ input, cachedInput }) => cachedInput === null || cachedInput <= input, {
    path: ["cachedInput"],
    error: "must not be more than other input costs",
  });

/** What is known of a model's price: the table's, and the operator's in its place. */
export interface PriceView {
  model: string;
  published: (WrittenPrice & { from: string }) | null;
  own: (WrittenPrice & { updatedAt: number }) | null;
}

/**
 * The price of a model at a time; null for one that nobody has priced, such as a model of the tenant's
 * own server. A dated snapshot (`gpt-4o-2024-08-06`) costs what its name without the date costs, unless it
 * has a price of its own.
 */
export function priceOf(model: string, at: number, overrides: readonly PriceOverride[] = []): ModelPrice | null {
  for (const name of namesOf(model)) {
    const override = overrides.find((price) => price.model === name);
    if (override) {
      const { input, cachedInput, output, minute } = override;
      const price = perMillion("", override.model, input, cachedInput ?? input, output);
      return minute === null ? price : { ...price, minute: Math.round(minute * 1_000_000_000) };
    }
    const price = publishedPrice(name, at);
    if (price) return price;
  }
  return null;
}

/** What the table says of a model by exactly this name at a time. */
export function publishedPrice(model: string, at: number): ModelPrice | null {
  const listed = modelPrices.filter((price) => price.model === model && Date.parse(price.from) <= at);
  return listed.sort((a, b) => Date.parse(b.from) - Date.parse(a.from))[0] ?? null;
}

/** A price of the table as people write it. */
export function written({ input, cachedInput, output, minute }: ModelPrice): WrittenPrice {
  const perMinute = minute === undefined ? null : minute / 1_000_000_000;
  return { input: input / 1_000, cachedInput: cachedInput / 1_000, output: output / 1_000, minute: perMinute };
}

/** What a use costs, in whole billionths of a dollar. */
export function costOf(price: ModelPrice, { input, cached, output, seconds = 0 }: TokenUse): number {
  const tokens = (input - cached) * price.input + cached * price.cachedInput + output * price.output;
  return Math.round(tokens + (seconds * (price.minute ?? 0)) / 60);
}

/** A model as it is called, without the date of its snapshot, and without the maker before a slash. */
function namesOf(model: string): string[] {
  const name = model.trim().toLowerCase();
  const bare = name.slice(name.lastIndexOf("/") + 1);
  const undated = bare.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  return [...new Set([name, bare, undated])];
}

/** Dollars for a million tokens: input, input from the cache, output. */
function perMillion(from: string, model: string, input: number, cached: number, output: number): ModelPrice {
  const nano = (dollars: number) => Math.round(dollars * 1_000_000) / 1_000;
  return { model, from, input: nano(input), cachedInput: nano(cached), output: nano(output) };
}

/**
 * The provider's published prices. A change of a price is a new line with its day, never an edit: what was
 * answered before keeps what it cost.
 */
export const modelPrices: readonly ModelPrice[] = [
  perMillion("2024-10-01", "gpt-4o", 2.5, 1.25, 10),
  perMillion("2024-05-13", "gpt-4o-2024-05-13", 5, 5, 15),
  perMillion("2024-10-01", "gpt-4o-mini", 0.15, 0.075, 0.6),
  perMillion("2024-01-01", "gpt-4-turbo", 10, 10, 30),
  perMillion("2024-01-01", "gpt-4", 30, 30, 60),
  perMillion("2024-01-01", "gpt-3.5-turbo", 0.5, 0.5, 1.5),
  perMillion("2025-04-14", "gpt-4.1", 2, 0.5, 8),
  perMillion("2025-04-14", "gpt-4.1-mini", 0.4, 0.1, 1.6),
  perMillion("2025-04-14", "gpt-4.1-nano", 0.1, 0.025, 0.4),
  perMillion("2025-06-10", "o3", 2, 0.5, 8),
  perMillion("2025-01-31", "o3-mini", 1.1, 0.55, 4.4),
  perMillion("2025-04-16", "o4-mini", 1.1, 0.275, 4.4),
  perMillion("2025-08-07", "gpt-5", 1.25, 0.125, 10),
  perMillion("2025-08-07", "gpt-5-mini", 0.25, 0.025, 2),
  perMillion("2025-08-07", "gpt-5-nano", 0.05, 0.005, 0.4),
  perMillion("2025-11-13", "gpt-5.1", 1.25, 0.125, 10),
  perMillion("2025-12-11", "gpt-5.2", 1.75, 0.175, 14),
  perMillion("2026-03-05", "gpt-5.4", 2.5, 0.25, 15),
  perMillion("2026-03-17", "gpt-5.4-mini", 0.75, 0.075, 4.5),
  perMillion("2026-03-17", "gpt-5.4-nano", 0.2, 0.02, 1.25),
  { model: "whisper-1", from: "2023-03-01", input: 0, cachedInput: 0, output: 0, minute: 6_000_000 },
];
