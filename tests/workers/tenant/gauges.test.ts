import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { invitation, membership, user } from "#workers/db/schema";
import { plans } from "#workers/domain/plan";
import { givenInstance, givenTenant } from "#tests/support/given";
import { hubStub } from "#workers/tenant/stub";

test("of many creates at once as many take a place as the plan has", async () => {
  const given = await givenTenant({ plan: "starter" });
  const hub = hubStub(env, given.tenantId);
  for (const gauge of ["instances", "bots", "endpoints", "seats"] as const) {
    const names = Array.from({ length: 40 }, (_, at) => `thing-${at}`);
    const held = await Promise.all(names.map((name) => hub.reserve(gauge, name)));
    expect(held.filter((answer) => answer.reserved)).toHaveLength(plans.starter[gauge]);
    expect(held.find((answer) => !answer.reserved)).toEqual({
      reserved: false,
      reason: "plan_limit",
      limit: plans.starter[gauge],
    });
  }
});

test("a place that was given back can be taken again, and gauges do not share places", async () => {
  const given = await givenTenant({ plan: "free" });
  const hub = hubStub(env, given.tenantId);
  expect(await hub.reserve("instances", "shop")).toEqual({ reserved: true });
  expect(await hub.reserve("instances", "shop")).toEqual({ reserved: false, reason: "name_taken" });
  expect(await hub.reserve("bots", "shop")).toEqual({ reserved: true });
  await hub.release("instances", "shop");
  expect(await hub.reserve("instances", "other")).toEqual({ reserved: true });
});

test("what exists takes its place: instances, members, and people who are invited", async () => {
  const given = await givenTenant({ plan: "starter" });
  const owner = { id: `user-${given.tenantId}` };
  await given.ctx.db.insert(user).values({
    id: owner.id,
    name: "Ana",
    email: `${given.tenantId}@example.com`,
    updatedAt: new Date(),
  });
  await givenInstance(given, "shop");
  await given.ctx.db
    .insert(membership)
    .values({ id: "m-owner", tenantId: given.tenantId, userId: owner.id, role: "owner" });
  const invite = (email: string, status: string, inMs: number) =>
    given.ctx.db.insert(invitation).values({
      id: crypto.randomUUID(),
      tenantId: given.tenantId,
      email,
      role: "member",
      status,
      expiresAt: new Date(Date.now() + inMs),
      inviterId: owner.id,
    });
  await invite("New@Example.com", "pending", 60_000);
  await invite("late@example.com", "pending", -60_000);
  await invite("no@example.com", "rejected", 60_000);
  const hub = hubStub(env, given.tenantId);
  await hub.refresh("plan");
  const { gauges } = (await hub.usage())!;
  expect(gauges.instances).toEqual({ used: 1, limit: plans.starter.instances });
  expect(gauges.seats).toEqual({ used: 2, limit: plans.starter.seats });
  expect(gauges.endpoints).toEqual({ used: 0, limit: plans.starter.endpoints });
  expect(await hub.reserve("seats", "new@example.com")).toEqual({ reserved: false, reason: "name_taken" });
});

test("the webhook that an instance has of Evolution's own takes no place among the endpoints", async () => {
  const given = await givenTenant({ plan: "free" });
  await givenInstance(given, "shop", { webhook: { url: "https://example.com/hook", events: ["MESSAGES_UPSERT"] } });
  expect((await hubStub(env, given.tenantId).usage())!.gauges.endpoints.used).toBe(0);
});
