import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Writes the file of settings from the example, with secrets of its own, unless it exists. */
export function ensureVariables(file) {
  if (existsSync(file)) return;
  const example = readFileSync(".dev.vars.example", "utf8");
  const filled = example.replace(/^(\w+_SECRET)=$/gm, (_, name) => `${name}=${randomBytes(32).toString("hex")}`);
  writeFileSync(file, filled, { mode: 0o600 });
  console.log(`Wrote ${file} with new secrets.`);
}
