import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";

/** Rules of the house that a linter has no words for. They read the sources as text. */

const sources = ["app", "workers", "scripts", "tests"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
  .filter((path) => !path.includes("/paraglide/") && !path.startsWith("tests/fixtures/"));
const code = sources
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith("house.test.ts"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

function breaking(rule: (file: { path: string; text: string }) => boolean): string[] {
  return code.filter(rule).map(({ path }) => path);
}

test("zod is imported as a namespace: naming `z` would put all of its languages into the Worker", () => {
  expect(breaking(({ text }) => /import\s*(type\s*)?\{[^}]*\bz\b[^}]*\}\s*from\s*"zod"/.test(text))).toEqual([]);
});

test("nothing is named after no noun", () => {
  const vague = new Set(["utils", "util", "lib", "libs", "helpers", "helper", "misc", "manager", "common", "shared"]);
  const named = sources.filter((path) =>
    path.split("/").some((part) => vague.has(basename(part).replace(/\.(test|server|client)?\.?(ts|tsx|mjs)$/, ""))),
  );
  expect(named).toEqual([]);
});

test("only Object classes import cloudflare:workers", () => {
  const importing = ({ path, text }: { path: string; text: string }) =>
    path.startsWith("workers/") && /from "cloudflare:workers"/.test(text) && !/extends DurableObject/.test(text);
  expect(breaking(importing)).toEqual([]);
});

test("no code imports the entry of the Worker", () => {
  const importing = ({ path, text }: { path: string; text: string }) =>
    !path.startsWith("tests/") && /from "(#workers\/app|(\.\.\/)+workers\/app|\.\/workers\/app)"/.test(text);
  expect(breaking(importing)).toEqual([]);
});

test("services know neither the bindings nor a door", () => {
  const services = ({ path, text }: { path: string; text: string }) =>
    path.startsWith("workers/services/") && /(:\s*Env\b|<Env\b|\benv\.[A-Z])/.test(text);
  expect(breaking(services)).toEqual([]);
});

test("the browser's copy of a page imports rules and words only", () => {
  const reaching = ({ path, text }: { path: string; text: string }) =>
    path.startsWith("app/components/") &&
    [...text.matchAll(/^import (?!type\b)[^;]*?from "(#workers\/[^"]+)"/gm)].some(
      ([, from]) => !/^#workers\/(domain|i18n)\//.test(from ?? ""),
    );
  expect(breaking(reaching)).toEqual([]);
});

test("what a page's form was answered outlasts a reading of the loaders", () => {
  const dropping = ({ path, text }: { path: string; text: string }) =>
    path.startsWith("app/") && /useActionData/.test(text) && path !== "app/live/use-page-answer.ts";
  expect(breaking(dropping)).toEqual([]);
});

test("no pictograms, save those that tests send since people do", () => {
  const drawn = ({ path, text }: { path: string; text: string }) =>
    !path.startsWith("tests/") && /\p{Extended_Pictographic}/u.test(text.replace(/[©®™↔↩↪▪▶]/gu, ""));
  expect(breaking(drawn)).toEqual([]);
});

const locales = ["en", "id", "pt-BR"];
const areas = readdirSync("app/locales/en");
const messages = (locale: string, area: string) =>
  Object.entries(JSON.parse(readFileSync(`app/locales/${locale}/${area}`, "utf8")) as Record<string, unknown>).filter(
    ([key]) => key !== "$schema",
  );

test.each(areas)("%s says the same things in every language, with the same parameters", (area) => {
  const shape = (locale: string) =>
    Object.fromEntries(
      messages(locale, area).map(([key, text]) => [
        key,
        // Plural forms differ between languages; only plain sentences must name the same parameters.
        typeof text === "string" ? [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort() : "forms",
      ]),
    );
  for (const locale of locales.slice(1)) expect(shape(locale), locale).toEqual(shape("en"));
});

test("a message's key stands in one file only", () => {
  const keys = areas.flatMap((area) => messages("en", area).map(([key]) => key));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
