import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { instance } from "#workers/db/schema";

/** A tenant with one simulated phone and one instance on a real server. */
async function givenBoth(): Promise<{ given: GivenTenant; key: string }> {
  const given = await givenTenant();
  await givenOpenInstance(given, "toy");
  await givenInstance(given, "real");
  await given.ctx.db
    .update(instance)
    .set({ server: "srv_elsewhere" })
    .where(eq(instance.upstreamName, `${given.tenantId}--real`));
  await given.ctx.hub(given.tenantId).refresh("instances");
  return { given, key: (await given.issue({ environment: "sandbox" })).key };
}

const text = { number: "5511988887777", text: "hi" };

test("a sandbox key says what it is, works on simulated phones, and on nothing else", async () => {
  const { given, key } = await givenBoth();
  expect(key).toMatch(/^zpn_sandbox_[a-z0-9]{16}_[A-Za-z0-9]{32}_[a-f0-9]{10}$/);
  expect((await given.call("POST", "/v1/message/sendText/toy", { key, body: text })).status).toBe(201);
  const refused = await given.call("POST", "/v1/message/sendText/real", { key, body: text });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("sandbox instances only") });
  expect((await given.call("GET", "/v1/instance/connectionState/real", { key })).status).toBe(403);
});

test("a sandbox key learns nothing of live instances, and nothing that would open them", async () => {
  const { given, key } = await givenBoth();
  const listed = await given.call("GET", "/v1/instance/fetchInstances", { key });
  expect(((await listed.json()) as { name: string }[]).map(({ name }) => name)).toEqual(["toy"]);
  const own = await given.call("GET", "/api/instances", { key });
  expect(((await own.json()) as { instances: { name: string }[] }).instances.map(({ name }) => name)).toEqual(["toy"]);
  expect((await given.call("GET", "/api/instances/toy", { key })).status).toBe(200);
  expect((await given.call("GET", "/api/instances/real", { key })).status).toBe(404);
  for (const path of [
    "/api/events",
    "/api/keys",
    "/api/usage",
    "/api/requests",
    "/api/instances/real/webhook/secret",
  ]) {
    expect((await given.call("GET", path, { key })).status, path).toBeGreaterThanOrEqual(403);
  }
  expect((await given.call("POST", "/api/keys", { key, body: { name: "live" } })).status).toBe(403);
  const limited = await given.call("PATCH", "/api/instances/toy/limits", { key, body: { messages: 1 } });
  expect(limited.status).toBe(403);
});

test("a sandbox key makes sandbox instances, stays one when it is rotated, and is bound to none that is live", async () => {
  const { given, key } = await givenBoth();
  const body = { instanceName: "second", integration: "SANDBOX" };
  expect((await given.call("POST", "/v1/instance/create", { key, body })).status).toBe(201);
  const made = await given.issue({ environment: "sandbox" });
  const rotated = await given.call("POST", `/api/keys/${made.id}/rotate`, { body: { grace: "now" } });
  expect(await rotated.json()).toMatchObject({ environment: "sandbox", key: expect.stringMatching(/^zpn_sandbox_/) });
  const bound = await given.call("POST", "/api/keys", {
    body: { name: "x", environment: "sandbox", instance: "real" },
  });
  expect(bound.status).toBe(400);
  expect((await given.call("POST", "/api/keys", { body: { name: "x", environment: "moon" } })).status).toBe(400);
});

test("a key of one environment is none of the other: the environment is part of what its check covers", async () => {
  const { given, key } = await givenBoth();
  const claimed = key.replace("zpn_sandbox_", "zpn_live_");
  expect((await given.call("GET", "/api/instances", { key: claimed })).status).toBe(401);
});
