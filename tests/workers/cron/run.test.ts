import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { runCron } from "#workers/cron/run";
import { TenantJournal } from "#workers/tenant/journal/journal";
import { givenTenant } from "../../support/given";

const dayMs = 86_400_000;
const nightly = { scheduledTime: Math.floor(Date.now() / dayMs) * dayMs + 3 * 3_600_000 } as ScheduledController;

test.each([
  ["deleted_instances", /^delete from "instance"/],
  ["servers", /from "server"/],
  ["imports", /from "server_import"/],
  ["expired_accounts", /^delete from "session"/],
])("a round in which %s fails says so, and still tidies every tenant", async (job, statement) => {
  const { tenantId } = await givenTenant();
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const tidied: (string | undefined)[] = [];
  vi.spyOn(TenantJournal.prototype, "removeOld").mockImplementation(async function (this: TenantJournal) {
    tidied.push((this as unknown as { ctx: DurableObjectState }).ctx.id.name);
  });
  await runCron(nightly, { ...env, DB: failingAt(statement) }, createExecutionContext());
  expect(tidied).toContain(tenantId);
  const failures = said.mock.calls.map(([line]) => JSON.parse(String(line)) as { at: string; job?: string });
  expect(failures.filter(({ at }) => at === "cron").map((failure) => failure.job)).toEqual([job]);
});

/** The database, but for one kind of statement. */
function failingAt(statement: RegExp): D1Database {
  const failing = (session: D1DatabaseSession): D1DatabaseSession => ({
    prepare: (query) => {
      if (statement.test(query)) throw new Error("the database is away");
      return session.prepare(query);
    },
    batch: (statements) => session.batch(statements),
    getBookmark: () => session.getBookmark(),
  });
  const database: Pick<D1Database, "withSession"> = { withSession: (from) => failing(env.DB.withSession(from)) };
  return database as D1Database;
}
