import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { givenTenant } from "#tests/support/given";
import type { TenantHub } from "#workers/tenant/hub/hub";
import { hubStub } from "#workers/tenant/stub";
import { readBalances } from "#workers/domain/balances";

/*
 * 50 rounds of 500 parallel requests around a limit, with upstream failures at random. What a failed
 * request had taken comes back, so while a burst runs more may be refused than the limit says; when it is
 * over, what is left must be exactly what was not carried out.
 */
test("in 50 rounds of 500 parallel requests nothing passes a limit, and nothing that is left is lost", async () => {
  const given = await givenTenant({ plan: "enterprise" });
  const hub = hubStub(env, given.tenantId);
  let rounds = 0;
  for (let round = 0; round < 50; round++) {
    const budget = 100 + Math.floor(Math.random() * 350);
    const { key } = await given.issue({ limits: { messages: budget } });
    const { hash } = (await given.ctx.secrets.recognizeKey(key))!;
    // Within the Object: 40,000 calls by RPC would take minutes and interleave no more than these.
    await runInDurableObject(hub, async (object: TenantHub) => {
      const admit = (messages: number) =>
        object.admit({
          credential: { kind: "key", hash },
          reach: "any",
          instance: null,
          scope: "messages:send",
          address: null,
          messages,
        });
      let [done, taken, most] = [0, 0, 0];
      const failureRate = Math.random() * 0.6;
      await Promise.all(
        Array.from({ length: 500 }, async () => {
          const messages = Math.random() < 0.2 ? 2 : 1;
          const admission = await admit(messages);
          if (!admission.admitted) {
            expect(admission).toMatchObject({ reason: "limit", met: { kind: "key_messages" } });
            return;
          }
          taken += messages;
          most = Math.max(most, taken);
          if (Math.random() < failureRate) {
            // From here on the hub may already have it back.
            taken -= messages;
            await Promise.resolve();
            object.refund(admission.receipt);
          } else done += messages;
        }),
      );
      expect(done).toBeLessThanOrEqual(budget);
      expect(most).toBeLessThanOrEqual(budget);
      // The limit in the hub's own words, and then to the last one.
      const probe = await admit(0);
      const told = probe.admitted && readBalances(probe.limits).find(({ kind }) => kind === "key_messages");
      expect(told && told.remaining).toBe(budget - done);
      const left = budget - done;
      if (left > 0) expect((await admit(left)).admitted).toBe(true);
      expect((await admit(1)).admitted).toBe(false);
    });
    rounds += 1;
  }
  expect(rounds).toBe(50);
}, 60_000);

test("a plan that changes in the middle of a burst holds at once, in both directions", async () => {
  const given = await givenTenant();
  const hub = hubStub(env, given.tenantId);
  const issued = await given.issue({ limits: { messages: 1_000 } });
  const { hash } = (await given.ctx.secrets.recognizeKey(issued.key))!;
  const send = () =>
    hub.admit({
      credential: { kind: "key", hash },
      reach: "any",
      instance: null,
      scope: "usage:read",
      address: null,
      messages: 1,
    });
  const burst = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, send))).filter((answer) => answer.admitted).length;
  const before = burst(60);
  const changed = given.call("PATCH", `/api/keys/${issued.id}`, { body: { limits: { messages: 10 } } });
  const passed = await before;
  expect((await changed).status).toBe(200);
  // What has passed has passed; beyond it nothing does, and reads are not held to it.
  expect(await burst(20)).toBe(Math.max(0, 10 - passed));
  const used = Math.max(10, passed);
  const raised = { limits: { messages: used + 5 } };
  expect((await given.call("PATCH", `/api/keys/${issued.id}`, { body: raised })).status).toBe(200);
  expect(await burst(20)).toBe(5);
});
