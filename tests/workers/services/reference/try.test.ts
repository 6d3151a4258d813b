import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { instance as instanceTable } from "#workers/db/schema";
import { operations } from "#workers/evolution/operations";
import { families } from "#workers/evolution/reference/families";
import { listFamilies } from "#workers/services/reference/list-families";
import { readFamily } from "#workers/services/reference/read-family";
import { tryOperation } from "#workers/services/reference/try";

let given: GivenTenant;

beforeAll(async () => {
  given = await givenTenant();
  await givenOpenInstance(given, "shop");
});

const sendText = {
  operation: "POST /message/sendText/:instance",
  instance: "shop",
  parameters: {},
  query: {},
  body: '{"number":"5511988887777","text":"tried"}',
};

test("a try is a call like any other: carried out and counted", async () => {
  const before = await given.ctx.hub(given.tenantId).usage();
  const tried = await tryOperation(given.ctx, sendText);
  expect(tried).toMatchObject({ ok: true, value: { status: 201, body: { message: { conversation: "tried" } } } });
  const after = await given.ctx.hub(given.tenantId).usage();
  expect(after!.meters.messages.used).toBe(before!.meters.messages.used + 1);
});

test("what the server refuses comes back as its answer", async () => {
  const tried = await tryOperation(given.ctx, { ...sendText, body: "{}" });
  expect(tried).toMatchObject({ ok: true, value: { status: 400, body: { error: "Bad Request" } } });
});

test.each([
  [{ operation: "POST /message/nothing/:instance" }, "not_found"],
  [{ operation: "POST /instance/create" }, "not_found"],
  [{ instance: "nobody" }, "not_found"],
  [{ instance: "" }, "invalid_input"],
  [{ body: "{ not json" }, "invalid_input"],
])("%o is refused as %s", async (change, code) => {
  expect(await tryOperation(given.ctx, { ...sendText, ...change })).toMatchObject({ ok: false, refusal: { code } });
});

test("a real number is never written to", async () => {
  await givenOpenInstance(given, "real");
  await given.ctx.db.update(instanceTable).set({ server: "evolution" }).where(eq(instanceTable.name, "real"));
  const tried = await tryOperation(given.ctx, { ...sendText, instance: "real" });
  expect(tried).toMatchObject({ ok: false, refusal: { code: "conflict" } });
});

test("another tenant's instance does not exist", async () => {
  const other = await givenTenant();
  const tried = await tryOperation(other.ctx, sendText);
  expect(tried).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});

test("who is not signed in, and who may only look, sends nothing", async () => {
  const visitor = given.ctx.as({ kind: "anonymous" });
  const viewer = given.ctx.as({ kind: "user", userId: "u", tenantId: given.tenantId, role: "viewer" });
  for (const ctx of [visitor, viewer]) {
    expect(await tryOperation(ctx, sendText)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  }
});

test("every row of the table stands on the page of its family, once", () => {
  const pages = listFamilies().map(({ id }) => readFamily(given.ctx, { id }));
  const keys = pages.flatMap((page) => (page.ok ? page.value.operations : [])).map(({ key }) => key);
  const rows = operations.map(({ method, path }) => `${method} ${path}`);
  expect(keys.filter((key) => !key.includes(" /api/")).sort()).toEqual(rows.sort());
  expect(families.map(({ id }) => id)).toEqual(expect.arrayContaining(["instance", "message", "chat", "group"]));
});

test("anchors are unique on their page", () => {
  for (const { id } of listFamilies()) {
    const page = readFamily(given.ctx, { id });
    const anchors = page.ok ? page.value.operations.map(({ anchor }) => anchor) : [];
    expect(new Set(anchors).size, id).toBe(anchors.length);
  }
});
