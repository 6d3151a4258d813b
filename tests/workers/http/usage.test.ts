import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { givenRequest } from "#tests/support/requests";
import { runCron } from "#workers/cron/run";
import { usageDay } from "#workers/db/schema";
import { TenantJournal } from "#workers/tenant/journal/journal";
import type { UsageSeries } from "#workers/domain/usage-series";
import type { RequestView } from "#workers/services/requests/list";
import { eq } from "drizzle-orm";

interface Page {
  requests: RequestView[];
  next: string | null;
}

const read = async <Body>(given: GivenTenant, path: string) => (await given.call("GET", path)).json() as Promise<Body>;

/** Reads until the batches that are still being collected have arrived. */
async function logOf(given: GivenTenant, query: string, length: number): Promise<RequestView[]> {
  return vi.waitFor(
    async () => {
      const { requests } = await read<Page>(given, `/api/requests?${query}`);
      expect(requests).toHaveLength(length);
      return requests;
    },
    { timeout: 10_000, interval: 100 },
  );
}

test("a call is in the log with its key, what it cost and how long it took; so is one of /api", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const sent = await given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "hi" } });
  expect(sent.status).toBe(201);
  const [line] = await logOf(given, "operation=message.sendText", 1);
  expect(line).toMatchObject({
    id: sent.headers.get("x-request-id"),
    key: "test",
    userId: null,
    instance: "shop",
    status: 201,
    outcome: "ok",
    code: null,
    sends: true,
    messages: 1,
  });
  expect(line!.upstreamMs).toBeLessThanOrEqual(line!.totalMs);
  expect(await read(given, `/api/requests/${line!.id}`)).toEqual({ ...line, user: null });

  await given.call("DELETE", "/api/keys/key_none-such");
  const [own] = await logOf(given, "operation=DELETE%20/api/keys/:id", 1);
  expect(own).toMatchObject({ status: 404, outcome: "refused", code: "not_found", instance: null, key: "test" });
});

test("a refusal names its key and its reason", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const { id, key } = await given.issue({ name: "poor", limits: { messages: 0 } });
  await given.call("POST", "/v1/message/sendText/shop", { key, body: { number: "5511988887777", text: "hi" } });
  await given.call("GET", "/v1/instance/connectionState/nowhere", { key });
  const lines = await logOf(given, `key=${id}`, 2);
  expect(lines.map(({ outcome, code, status, key: name }) => ({ outcome, code, status, name }))).toEqual([
    { outcome: "refused", code: "not_found", status: 404, name: "poor" },
    { outcome: "refused", code: "quota_exceeded", status: 429, name: "poor" },
  ]);
  const series = await read<UsageSeries>(given, "/api/usage/series?by=instance");
  // A name that does not exist is no instance of the figures, or anybody could fill them.
  expect(series.groups.map(({ value }) => value).sort()).toEqual([null, "shop"].sort());
});

test("a message that came in is counted once, and one's own is not", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const body = { from: "5511988887777", text: "hello" };
  expect((await given.call("POST", "/api/sandbox/phones/shop/receive", { body })).status).toBe(201);
  await vi.waitFor(
    async () => {
      const series = await read<UsageSeries>(given, "/api/usage/series?by=instance");
      expect(series.totals.received).toBe(1);
      expect(series.groups.find(({ value }) => value === "shop")).toMatchObject({ received: 1 });
    },
    { timeout: 15_000, interval: 200 },
  );
});

test("filters that cannot be meant are refused in words, and reach nobody", async () => {
  const given = await givenTenant();
  const hostile = [
    "/api/requests?limit=0",
    "/api/requests?limit=501",
    "/api/requests?limit=1.5",
    "/api/requests?limit=NaN",
    "/api/requests?status=9xx",
    "/api/requests?status=%27%20OR%201=1",
    "/api/requests?outcome=fine",
    "/api/requests?before=;DROP",
    "/api/requests?before=-1",
    "/api/requests?from=tomorrow",
    "/api/requests?from=1e400",
    "/api/requests?from=20&to=10",
    `/api/requests?instance=${"x".repeat(10_000)}`,
    "/api/usage/series?step=minute",
    "/api/usage/series?by=tenant",
    "/api/usage/series?by=__proto__",
    "/api/usage/series?from=2026-13-45",
    "/api/usage/series?from=yesterday",
    "/api/usage/series?from=2099-01-01",
    "/api/usage/series?timezone=Mars/Olympus",
    "/api/usage/series?timezone=%00",
    "/api/usage/series?from=1000000000&step=hour",
    "/api/usage/series.csv?by=nothing",
  ];
  for (const path of hostile) {
    const answer = await given.call("GET", path);
    expect(answer.status, path).toBe(400);
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    expect(code, path).toBe("invalid_input");
    expect(detail.length, path).toBeGreaterThan(10);
  }
  // Strange, but possible.
  for (const path of [
    "/api/requests?instance=%27%22%25_%00&key=%5C&operation=%F0%9F%91%8D",
    "/api/requests?status=&key=",
  ]) {
    expect((await given.call("GET", path)).status, path).toBe(200);
  }
  for (const id of ["req_", "%00", "..%2f..", "x".repeat(5_000)]) {
    expect((await given.call("GET", `/api/requests/${id}`)).status, id).toBe(404);
  }
});

test("another tenant's requests and usage cannot be asked for", async () => {
  const [mine, theirs] = [await givenTenant(), await givenTenant()];
  const request = givenRequest({ at: Date.now() });
  await theirs.ctx.journal(theirs.tenantId).logRequests([request]);
  expect((await theirs.call("GET", `/api/requests/${request.id}`)).status).toBe(200);
  expect((await mine.call("GET", `/api/requests/${request.id}`)).status).toBe(404);
  expect((await read<Page>(mine, "/api/requests?operation=message.sendText")).requests).toEqual([]);
  expect((await read<UsageSeries>(mine, "/api/usage/series")).totals.sent).toBe(0);
  const { key } = await mine.issue({ scopes: ["messages:send"] });
  expect((await mine.call("GET", "/api/requests", { key })).status).toBe(403);
  expect((await mine.call("GET", "/api/usage/series", { key })).status).toBe(403);
});

test("the file holds the figures, and a name that looks like a formula stays a word", async () => {
  const given = await givenTenant();
  const at = Date.now() - 1_000;
  await given.ctx
    .journal(given.tenantId)
    .logRequests([givenRequest({ at, instance: '=HYPERLINK("http://x")' }), givenRequest({ at, instance: "a,b" })]);
  const answer = await given.call("GET", "/api/usage/series.csv?by=instance");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="usage-by-instance-.*\.csv"$/);
  const lines = (await answer.text()).trimEnd().split("\r\n");
  expect(lines[0]).toContain('"instance: =HYPERLINK(""http://x"")"');
  expect(lines[0]).toContain('"instance: a,b"');
  for (const line of lines) for (const cell of line.split(",")) expect(cell).not.toMatch(/^"?[=+\-@]/);
  expect(lines.slice(1).reduce((sum, line) => sum + Number(line.split(",")[1]), 0)).toBe(2);
});

test("the daily round writes finished days to D1 and leaves today alone, however often it runs", async () => {
  const given = await givenTenant();
  const day = 86_400_000;
  const today = Math.floor(Date.now() / day) * day;
  await given.ctx
    .journal(given.tenantId)
    .logRequests([
      givenRequest({ at: today - 2 * day, messages: 2 }),
      givenRequest({ at: today - 1, messages: 1 }),
      givenRequest({ at: today - 5, messages: 0, outcome: "upstream_error", status: 500 }),
      givenRequest({ at: today, messages: 1 }),
    ]);
  for (let round = 0; round < 2; round++) {
    const scheduledTime = today + 3 * 3_600_000;
    await runCron({ scheduledTime } as ScheduledController, env, createExecutionContext());
  }
  const rows = await given.ctx.db.select().from(usageDay).where(eq(usageDay.tenantId, given.tenantId));
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  expect(rows.map((row) => `${row.day} ${row.meter} ${row.amount}`).sort()).toEqual(
    [
      `${date(today - 2 * day)} requests 1`,
      `${date(today - 2 * day)} messages 2`,
      `${date(today - 2 * day)} sent 1`,
      `${date(today - 1)} requests 2`,
      `${date(today - 1)} messages 1`,
      `${date(today - 1)} sent 1`,
      `${date(today - 1)} failed 1`,
    ].sort(),
  );
});

test("a tenant whose daily round fails keeps nobody else's from being done", async () => {
  const tenants = [await givenTenant(), await givenTenant()].map(({ tenantId }) => tenantId);
  const reached: (string | undefined)[] = [];
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(TenantJournal.prototype, "removeOld").mockImplementation(async function (this: TenantJournal) {
    reached.push((this as unknown as { ctx: DurableObjectState }).ctx.id.name);
    throw new Error("the disk is full");
  });
  try {
    const scheduledTime = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 3 * 3_600_000;
    await runCron({ scheduledTime } as ScheduledController, env, createExecutionContext());
  } finally {
    vi.restoreAllMocks();
  }
  expect(reached).toEqual(expect.arrayContaining(tenants));
});
