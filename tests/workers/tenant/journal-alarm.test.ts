import { runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { givenTenant } from "#tests/support/given";
import type { TenantJournal } from "#workers/tenant/journal/journal";

test("an alarm that never rang is set anew by whatever happens next", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  const tell = (id: string) =>
    journal.emit([{ id, type: "zapin.key.revoked", instanceId: null, instance: null, at: Date.now(), data: {} }]);
  const alarmAt = () => runInDurableObject(journal, (_, state) => state.storage.getAlarm());

  await tell("first");
  const first = await alarmAt();
  expect(first).toBeGreaterThan(Date.now());

  // Meanwhile the time at which it should have rung is long gone.
  const later = Date.now() + 60 * 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  try {
    await tell("second");
    expect(await alarmAt()).toBeGreaterThan(later);
  } finally {
    vi.restoreAllMocks();
  }
});

test("what becomes due in the very moment in which the alarm rings is not forgotten with it", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  const ringAt = Date.now() + 60 * 60_000;
  await runInDurableObject(journal, (_, { storage: { sql } }) => {
    sql.exec("INSERT INTO lane (endpoint_id) VALUES ('ep_1')");
    sql.exec(
      `INSERT INTO delivery (endpoint_id, sequence, status, due_at, created_at)
       VALUES ('ep_1', 1, 'pending', ?, ?)`,
      ringAt + 0.5,
      ringAt,
    );
  });
  vi.spyOn(Date, "now").mockReturnValue(ringAt);
  try {
    await runInDurableObject(journal, (object) => (object as TenantJournal).alarm());
    expect(await runInDurableObject(journal, (_, state) => state.storage.getAlarm())).toBeGreaterThan(ringAt);
  } finally {
    vi.restoreAllMocks();
  }
});
