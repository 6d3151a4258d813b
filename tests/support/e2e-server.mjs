/** `npm run dev` for the tests: the same script, with a database, secrets and a port of their own. */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { ensureVariables } from "../../scripts/development/variables.mjs";

const home = ".wrangler/e2e";
const variables = `${home}/variables`;

rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
ensureVariables(variables);
// Every test signs in from this one machine.
appendFileSync(variables, "SIGN_IN_TRIES_PER_MINUTE=300\n");

process.env.PORT = process.env.E2E_PORT ?? "8790";
process.env.ZAPIN_HOME = home;
process.env.ZAPIN_VARS = variables;
await import("../../scripts/dev.mjs");
