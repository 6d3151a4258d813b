import { expect, test } from "vitest";
import { call, givenInstance, givenTenant } from "#tests/support/given";
import { ConnectingStorms } from "#workers/evolution/storm";

const connection = (state: string) => ({ type: "connection.update", instance: "a", data: { state } });

test("of fifty a second, one a second goes on", () => {
  const storms = new ConnectingStorms();
  let sentOn = 0;
  for (let at = 0; at < 10_000; at += 20) if (storms.admits("a", connection("connecting"), 1_000 + at)) sentOn++;
  expect(sentOn).toBe(10);
});

test("other states and other instances are never held back, and after them the next connecting counts", () => {
  const storms = new ConnectingStorms();
  expect(storms.admits("a", connection("connecting"), 1_000)).toBe(true);
  expect(storms.admits("b", connection("connecting"), 1_001)).toBe(true);
  expect(storms.admits("a", connection("connecting"), 1_002)).toBe(false);
  expect(storms.admits("a", { type: "messages.upsert", instance: "a", data: {} }, 1_003)).toBe(true);
  expect(storms.admits("a", connection("open"), 1_004)).toBe(true);
  expect(storms.admits("a", connection("connecting"), 1_005)).toBe(true);
});

test("what it remembers stays small", () => {
  const storms = new ConnectingStorms();
  for (let at = 0; at < 20_000; at++) storms.admits(`hook-${at}`, connection("connecting"), 1_000);
  expect(storms.admits("hook-0", connection("connecting"), 1_001)).toBe(true);
  expect(storms.admits("hook-19999", connection("connecting"), 1_001)).toBe(false);
});

test("the door answers a storm with 200 and puts one of it on the queue", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const hook = `/hooks/evolution/sandbox/${await given.ctx.secrets.hookToken("sandbox", `${given.tenantId}--shop`)}`;
  const body = (state: string, at: number) => ({
    event: "connection.update",
    instance: `${given.tenantId}--shop`,
    data: { instance: `${given.tenantId}--shop`, state, statusReason: 200 },
    date_time: new Date(at).toISOString(),
  });
  await call("POST", hook, { body: body("open", 0) });
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const answer = await call("POST", hook, { body: body("connecting", at + 1) });
      return `${answer.status} ${((await answer.json()) as { status: string }).status}`;
    }),
  );
  const accepted = answers.filter((answer) => answer === "200 accepted").length;
  expect(answers.filter((answer) => answer === "200 absorbed").length).toBe(50 - accepted);
  expect(accepted).toBeLessThanOrEqual(3);
  expect(accepted).toBeGreaterThanOrEqual(1);
});
