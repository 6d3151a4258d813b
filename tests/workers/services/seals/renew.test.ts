import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { getTableColumns, is, sql } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { givenContext, givenInstance, givenTenant } from "#tests/support/given";
import { createContext, type Ctx } from "#workers/context";
import { server, serverImport, serverImportItem, transport } from "#workers/db/schema";
import { makeSecrets } from "#workers/secrets/secrets";
import { sealedFor } from "#workers/evolution/server";
import { sealedForItem } from "#workers/services/imports/take";
import { renewSeals, sealedPlaces } from "#workers/services/seals/renew";
import { sealContext } from "#workers/services/transports/read";

// A round renews whatever is there, so nothing of other tests may be, nor anything of these remain for them.
const clear = async () => {
  for (const { table } of sealedPlaces) await givenContext().db.delete(table);
};
beforeEach(clear);
afterEach(clear);

/** The deployment after its secret was replaced. */
function rotated(more: Partial<Env> = { DATA_SECRET_PREVIOUS: env.DATA_SECRET }): Ctx {
  const changed = { ...env, DATA_SECRET: "another-data-secret-0123456789abcdef", DATA_SECRET_PREVIOUS: "", ...more };
  return createContext(changed as Env, createExecutionContext(), { requestId: "r", actor: { kind: "anonymous" } });
}

test("after a round nothing in the database needs the earlier secret any more", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const { ctx, tenantId } = given;
  const instanceId = (await ctx.hub(tenantId).findInstances(["shop"]))["shop"]!.id;
  const secret = { apiKey: "sk-0123456789abcdef0123" };
  const kept = await given.call("POST", "/api/credentials", { body: { kind: "openai", name: "main", secret } });
  expect(kept.status).toBe(201);
  const webhook = { url: "https://hooks.example/x", enabled: true, events: [], headers: { authorization: "secret" } };
  expect((await given.call("POST", "/v1/webhook/set/shop", { body: { webhook } })).status).toBe(201);
  await ctx.db.run(sql`UPDATE endpoint SET previous_secret = secret`);
  const { seal } = ctx.secrets;
  const at = { createdAt: 1, updatedAt: 1 };
  const options = await seal.close("{}", sealContext(instanceId, "pusher"));
  await ctx.db
    .insert(transport)
    .values({ instanceId, tenantId, kind: "pusher", id: "t1", enabled: true, events: [], options, ...at });
  const globalKey = await seal.close("key", sealedFor("abcdefghijkl"));
  await ctx.db.insert(server).values({ id: "abcdefghijkl", name: "s", globalKey, capacity: 1, ...at });
  await ctx.db.insert(serverImport).values({ id: "imp", tenantId, serverId: "s", baseUrl: "https://s.example", ...at });
  const previousWebhook = await seal.close("{}", sealedForItem("item"));
  await ctx.db
    .insert(serverImportItem)
    .values({ id: "item", importId: "imp", name: "x", previousWebhook, updatedAt: 1 });

  expect(await renewSeals(rotated())).toMatchObject({ unreadable: 0, finished: true });
  const alone = makeSecrets({ ...env, DATA_SECRET: "another-data-secret-0123456789abcdef" }).seal;
  for (const { table, sealed, context } of sealedPlaces) {
    const rows = await ctx.db.select({ sealed, context }).from(table);
    const closed = rows.filter((row) => row.sealed !== null);
    expect(closed.length, sealed.name).toBeGreaterThan(0);
    for (const row of closed) await alone.open(String(row.sealed), row.context);
  }
  expect(await renewSeals(rotated())).toEqual({ renewed: 0, unreadable: 0, finished: true });
});

test("what no secret opens stays as it is, and is told", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const before = await given.ctx.db.all(sql`SELECT upstream_token FROM instance`);
  const { renewed, unreadable } = await renewSeals(rotated({ DATA_SECRET_PREVIOUS: "a-wrong-one" }));
  expect(renewed).toBe(0);
  expect(unreadable).toBeGreaterThan(0);
  expect(await given.ctx.db.all(sql`SELECT upstream_token FROM instance`)).toEqual(before);
});

test("every sealed column is renewed: a table that is given another one must be told to the round", async () => {
  const schema = await import("#workers/db/schema");
  const told = new Set(sealedPlaces.map(({ sealed }) => sealed));
  const isSealed = /^(upstream_token|secret|previous_secret|global_key|options|headers|previous_webhook|.*sealed.*)$/;
  const tables = Object.values(schema).filter((value) => is(value, SQLiteTable)) as SQLiteTable[];
  const columns = tables.flatMap((table) => Object.values(getTableColumns(table)));
  expect(columns.length).toBeGreaterThan(100);
  const left = columns.filter((column) => isSealed.test(column.name) && !told.has(column));
  expect(left.map(({ name }) => name)).toEqual([]);
});
