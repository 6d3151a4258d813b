import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { givenTenant } from "#tests/support/given";
import { givenRequest } from "#tests/support/requests";
import { journalStub } from "#workers/tenant/stub";

const at = (moment: number) => givenRequest({ at: moment });

test("the newest requests come first, across batches, and a batch that comes twice is kept once", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  const [one, two, three, four, five, six] = [1, 2, 3, 4, 5, 6].map(at) as [
    ReturnType<typeof at>,
    ...ReturnType<typeof at>[],
  ];
  await journal.logRequests([one, four!, five!]);
  await journal.logRequests([two!, three!, six!]);
  await journal.logRequests([one, four!, five!]);
  const newest = await journal.listRequests({ filter: {}, limit: 4 });
  expect(newest.requests.map((request) => request.at)).toEqual([6, 5, 4, 3]);
  expect((await journal.listRequests({ filter: {}, limit: 100 })).requests).toHaveLength(6);
});

test("a batch costs two rows, whatever its size", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  await journal.logRequests(Array.from({ length: 500 }, (_, moment) => at(moment)));
  expect(await journal.rowsWritten()).toBe(2);
});
