import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";

// All files run in one isolate, whose start costs seconds; each begins with empty storage.
await reset();
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
