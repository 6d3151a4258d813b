import { expect, test } from "vitest";
import { givenTenant, type GivenTenant } from "#tests/support/given";
import type { NewEvent } from "#workers/tenant/journal/events";

function told(id: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    fingerprint: crypto.randomUUID().replaceAll("-", ""),
    type: "messages.upsert",
    instanceId: "ins_1",
    instance: "shop",
    at: Date.now(),
    seen: null,
    message: { id, kind: "message" },
    body: { inline: JSON.stringify({ event: "messages.upsert", instance: "shop", data: { key: { id } } }) },
    ...more,
  };
}

async function sequences(given: GivenTenant): Promise<[number, boolean][]> {
  const { events } = await given.ctx.journal(given.tenantId).listEvents({ after: 0, limit: 100 });
  return events.map(({ sequence, recovered }) => [sequence, recovered]);
}

test("a message found in history and told by upstream hours later is one event, marked as recovered", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  const [found] = await journal.append([told("A", { recovered: true })]);
  const [late] = await journal.append([told("A")]);
  expect(late).toMatchObject({ sequence: found!.sequence, id: found!.id });
  expect(await sequences(given)).toEqual([[1, true]]);
});

test("a message told while history was read is not found once more", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  await journal.append([told("A")]);
  await journal.append([told("A", { recovered: true })]);
  expect(await sequences(given)).toEqual([[1, false]]);
});

test("what upstream tells twice in different words stays two events, and ids of other instances do not matter", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  await journal.append([told("A"), told("A"), told("A", { instanceId: "ins_2", recovered: true })]);
  expect(await sequences(given)).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
});
