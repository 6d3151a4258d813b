import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = "app/locales";
const [base, ...others] = ["en", "id", "pt-BR"] as const;
const files = readdirSync(`${folder}/${base}`);

function read(locale: string, file: string): Record<string, string> {
  const { $schema: _, ...messages } = JSON.parse(readFileSync(`${folder}/${locale}/${file}`, "utf8"));
  return messages;
}

/** `{name}` and `{count}` of a message, in any order: languages order words as they like. */
function parametersOf(message: unknown): string[] {
  return [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort();
}

describe.each(files)("%s", (file) => {
  const english = read(base, file);

  it.each(others)("says everything in %s, with the same parameters", (locale) => {
    const translated = read(locale, file);
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(english)) {
      if (typeof message === "string") expect(parametersOf(translated[key]), key).toEqual(parametersOf(message));
    }
  });
});
