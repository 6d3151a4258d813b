import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { givenTenant, type GivenTenant } from "#tests/support/given";
import { givenOwner, mailsTo } from "#tests/support/owners";
import { noticePercents, percentReached, type AllowanceNotice } from "#workers/domain/notice";
import { plans } from "#workers/domain/plan";
import { listEvents } from "#workers/services/events/list";
import { tellNotice } from "#workers/services/notices/tell";
import { Notices } from "#workers/tenant/hub/notices";
import { hubStub } from "#workers/tenant/stub";

const reading = (used: number, limit = 100, windowStart = 0) => ({ used, limit, windowStart, resetsAt: 1_000 });

async function withNotices(work: (make: () => Notices) => void): Promise<void> {
  const { tenantId } = await givenTenant();
  await runInDurableObject(hubStub(env, tenantId), (_, state) => work(() => new Notices(state.storage.sql)));
}

test("each share is told once in its window, also across restarts and refunds", async () => {
  await withNotices((make) => {
    let notices = make();
    const told: number[] = [];
    const counts = [...Array.from({ length: 101 }, (_, used) => used), 70, 76, 100];
    for (const used of counts) {
      if (used % 7 === 0) notices = make();
      if (notices.see("messages", reading(used), 1)) told.push(used);
    }
    expect(told).toEqual([50, 75, 90, 100]);
    expect(notices.see("messages", reading(50, 100, 5_000), 2)).toBe(true);
  });
});

test("what was not told is still there to tell after a restart; what was told is not", async () => {
  await withNotices((make) => {
    const notices = make();
    notices.see("messages", reading(80), 1);
    notices.see("requestsPerDay", reading(50), 2);
    const untold = make().untold();
    expect(untold.map(({ meter, percent }) => [meter, percent])).toEqual([
      ["messages", 75],
      ["requestsPerDay", 50],
    ]);
    make().told(untold[0]!.id);
    expect(make().untold()).toEqual([untold[1]]);
  });
});

test("a larger plan in the middle of a period begins anew", async () => {
  await withNotices((make) => {
    const notices = make();
    expect(notices.see("messages", reading(95), 1)).toBe(true);
    expect(notices.see("messages", reading(96, 1_000), 2)).toBe(false);
    expect(notices.see("messages", reading(500, 1_000), 3)).toBe(true);
  });
});

test("the share that is reached is the highest that the count has come to", () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.integer({ min: -5, max: 2_000 }), (used, limit) => {
      const percent = percentReached(used, limit);
      if (limit <= 0) {
        expect(percent).toBe(0);
        return;
      }
      if (percent > 0) expect(used / limit).toBeGreaterThanOrEqual(percent / 100);
      const next = noticePercents.find((higher) => higher > percent);
      if (next) expect(used / limit).toBeLessThan(next / 100);
    }),
  );
});

async function reachedEvents({ ctx }: GivenTenant): Promise<unknown[]> {
  const log = await listEvents(ctx, { type: "zapin.quota.reached", limit: 50 });
  return log.ok ? log.value.events : [];
}

test("half a quota is an event; three quarters are a mail to the owners as well, and to nobody else", async () => {
  const given = await givenTenant();
  const [owner, member] = [await givenOwner(given), await givenOwner(given, { role: "member" })];
  const notice = (percent: AllowanceNotice["percent"]): AllowanceNotice => ({
    id: `quota:messages:0:1000:${percent}`,
    meter: "messages",
    percent,
    used: percent * 10,
    limit: 1_000,
    resetsAt: Date.UTC(2026, 11, 10),
    at: Date.now(),
  });
  await tellNotice(given.ctx, given.tenantId, notice(50));
  expect(await reachedEvents(given)).toHaveLength(1);
  expect(await mailsTo(given, owner)).toEqual([]);
  await tellNotice(given.ctx, given.tenantId, notice(75));
  // The queue may bring it again.
  await tellNotice(given.ctx, given.tenantId, notice(50));
  expect(await reachedEvents(given)).toHaveLength(2);
  const [mail] = await mailsTo(given, owner);
  expect(mail).toMatchObject({ subject: "Test: 75% of the messages are used" });
  expect(mail!.text).toContain("750 of the 1,000 messages");
  expect(mail!.text).toContain("December 10, 2026");
  expect(await mailsTo(given, member)).toEqual([]);
});

test("a hub that counts past a share tells the tenant, although it was evicted right after", async () => {
  const given = await givenTenant({ plan: "free" });
  const owner = await givenOwner(given);
  const hub = hubStub(env, given.tenantId);
  const admitted = await hub.admit({
    credential: { kind: "member" },
    reach: "any",
    scope: "messages:send",
    address: null,
    instance: null,
    messages: Math.ceil(plans.free.messagesPerPeriod * 0.9),
  });
  expect(admitted.admitted).toBe(true);
  await evictDurableObject(hub);
  const until = { timeout: 15_000, interval: 200 };
  await vi.waitFor(async () => expect(await reachedEvents(given)).toHaveLength(1), until);
  await vi.waitFor(async () => expect(await mailsTo(given, owner)).toHaveLength(1), until);
}, 30_000);
