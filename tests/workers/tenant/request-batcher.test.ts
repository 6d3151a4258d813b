import { expect, test } from "vitest";
import { givenRequest } from "#tests/support/requests";
import { RequestBatcher } from "#workers/tenant/journal/request-batcher";

test("a batch that the journal refuses for a moment is handed over again, whole", async () => {
  const batcher = new RequestBatcher(() => Promise.resolve());
  const handed: string[][] = [];
  const write = async (rows: { id: string }[]) => {
    handed.push(rows.map(({ id }) => id));
    if (handed.length < 3) throw new Error("The Object was reset.");
  };
  const [one, two] = [givenRequest({ at: 1 }), givenRequest({ at: 2 })];
  const written = batcher.add("tenant", one, write);
  expect(batcher.add("tenant", two, write)).toBeUndefined();
  await written;
  expect(handed).toEqual([
    [one.id, two.id],
    [one.id, two.id],
    [one.id, two.id],
  ]);
});

test("whoever comes while a batch is being written opens the next one", async () => {
  const batcher = new RequestBatcher(() => Promise.resolve());
  const handed: number[] = [];
  const write = async (rows: unknown[]) => void handed.push(rows.length);
  await batcher.add("tenant", givenRequest({ at: 1 }), write);
  await batcher.add("tenant", givenRequest({ at: 2 }), write);
  expect(handed).toEqual([1, 1]);
});
