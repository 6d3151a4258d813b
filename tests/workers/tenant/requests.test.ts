import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { givenTenant } from "#tests/support/given";
import { journalStub } from "#workers/tenant/stub";
import type { LoggedRequest } from "#workers/tenant/journal/requests";

const request = (at: number): LoggedRequest => ({
  id: `req_${at}`,
  at,
  keyId: null,
  userId: null,
  instance: "shop",
  operation: "message.sendText",
  status: 201,
  outcome: "ok",
  messages: 1,
  totalMs: 5,
  upstreamMs: 3,
});

test("the newest requests come first, across batches, and a batch that comes twice is kept once", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  await journal.logRequests([1, 4, 5].map(request));
  await journal.logRequests([2, 3, 6].map(request));
  await journal.logRequests([1, 4, 5].map(request));
  expect((await journal.listRequests(4)).map(({ at }) => at)).toEqual([6, 5, 4, 3]);
  expect(await journal.listRequests(100)).toHaveLength(6);
});

test("a batch costs two rows, whatever its size", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  await journal.logRequests(Array.from({ length: 500 }, (_, at) => request(at)));
  expect(await journal.rowsWritten()).toBe(2);
});

test("a call is in the log with what it cost and how long it took", async () => {
  const given = await givenTenant();
  await given.call("GET", "/v1/instance/fetchInstances");
  await given.call("GET", "/v1/instance/connectionState/none");
  const journal = journalStub(env, given.tenantId);
  await expect
    .poll(
      async () =>
        (await journal.listRequests(10)).map(({ operation, outcome, status }) => [operation, outcome, status]),
      { timeout: 5_000 },
    )
    .toEqual([
      ["instance.connectionState", "refused", 404],
      ["instance.fetchInstances", "ok", 200],
    ]);
});
