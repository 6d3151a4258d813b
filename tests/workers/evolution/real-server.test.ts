import { afterEach, expect, test, vi } from "vitest";
import { givenTenant, type GivenTenant } from "#tests/support/given";
import type { Ctx } from "#workers/context";
import { passGateway } from "#workers/evolution/gateway";
import { routeCall } from "#workers/evolution/route";
import { handlers } from "#workers/http/evolution/handlers";
import { createInstance } from "#workers/services/instances/create";

/** A configured Evolution server, played by a function: what goes over the wire is what is looked at. */

const globalKey = "operator-global-key";
let answers: (request: Request) => Response | Promise<Response>;
const seen: Request[] = [];

afterEach(() => {
  seen.length = 0;
  vi.restoreAllMocks();
});

async function givenServer(): Promise<{ given: GivenTenant; ctx: Ctx; token: string }> {
  const given = await givenTenant();
  const settings = {
    ...given.ctx.settings,
    evolution: { baseUrl: "https://evolution.example/base", globalKey },
    upstreamTimeoutMs: 300,
  };
  const ctx = Object.create(given.ctx, { settings: { value: settings } }) as Ctx;
  const inTurn: Ctx = Object.create(ctx, { as: { value: () => inTurn } }) as Ctx;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    seen.push(request.clone() as Request);
    const aborted = new Promise<never>((_, reject) =>
      init?.signal?.addEventListener("abort", () => reject(init.signal!.reason as Error)),
    );
    return Promise.race([answers(request as Request), aborted]);
  });
  let token = "";
  answers = async (request) => {
    const body = (await request.json()) as { instanceName: string; token: string };
    token = body.token;
    const instance = {
      instanceName: body.instanceName,
      instanceId: "dd504567-50b4-4fac-ac14-563cb4e5581a",
      status: "close",
    };
    return Response.json({ instance, hash: body.token, webhook: {}, settings: {} }, { status: 201 });
  };
  const created = await createInstance(inTurn, { instanceName: "Loja é", integration: "WHATSAPP-BAILEYS" });
  expect(created).toMatchObject({ ok: true });
  return { given, ctx: inTurn, token };
}

async function send(
  ctx: Ctx,
  tenantId: string,
  path = "/message/sendText/Loja%20%C3%A9",
  query = "",
): Promise<Response> {
  return passGateway(
    ctx,
    {
      call: routeCall("POST", path)!,
      tenantId,
      credential: { kind: "member" },
      query: new URLSearchParams(query),
      contentType: "application/json",
      contentLength: null,
      body: JSON.stringify({ number: "5511988887777", text: "hi" }),
    },
    handlers,
  );
}

const left = async (given: GivenTenant) => (await given.ctx.hub(given.tenantId).usage())!.meters.messages.used;

test("create goes upstream with the global key, under the tenant's prefix, with our hook and a token of ours", async () => {
  const { given, token } = await givenServer();
  const [create] = seen;
  expect(create!.url).toBe("https://evolution.example/base/instance/create");
  expect(create!.headers.get("apikey")).toBe(globalKey);
  const body = (await create!.json()) as {
    instanceName: string;
    qrcode: boolean;
    webhook: { url: string; events: string[] };
  };
  expect(body.instanceName).toBe(`${given.tenantId}--Loja é`);
  expect(body.qrcode).toBe(false);
  expect(body.webhook.url).toMatch(/^http:\/\/localhost:8787\/hooks\/evolution\/evolution\/[0-9a-f]{32}\./);
  expect(body.webhook.events).toHaveLength(31);
  expect(token).toMatch(/^[0-9A-F-]{36}$/);
});

test("a call carries the instance's own token and only the query that its row names", async () => {
  const { given, ctx, token } = await givenServer();
  answers = () => Response.json({ key: { id: "1" } }, { status: 201 });
  await send(ctx, given.tenantId, undefined, "instanceName=other&x=1");
  const [, sent] = seen;
  expect(sent!.url).toBe(
    `https://evolution.example/base/message/sendText/${encodeURIComponent(`${given.tenantId}--Loja é`)}`,
  );
  expect(sent!.headers.get("apikey")).toBe(token);
});

test("names and tokens are swapped in the answer, byte for byte otherwise, and the global key never passes", async () => {
  const { given, ctx, token } = await givenServer();
  const upstream = `{"key" : {"id":"1"},\n "n":"${given.tenantId}--Loja é", "t":"${token}","g":"${globalKey}","x":1.0}`;
  answers = () =>
    new Response(upstream, { status: 201, headers: { "content-type": "application/json; charset=utf-8" } });
  const answer = await send(ctx, given.tenantId);
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const text = await answer.text();
  expect(text).toMatch(/^\{"key" : \{"id":"1"\},\n "n":"Loja é", "t":"zpn_live_[^"]+","g":"","x":1\.0\}$/);
});

test("an unreachable server answers 502 with a request id and charges nothing", async () => {
  const { given, ctx } = await givenServer();
  answers = () => Promise.reject(new TypeError("connection refused"));
  const answer = await send(ctx, given.tenantId);
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({
    status: 502,
    error: "Bad Gateway",
    code: "upstream_failed",
    requestId: "req_test",
  });
  expect(await left(given)).toBe(0);
});

test("a slow server answers 504, and the message counts since it may have been sent", async () => {
  const { given, ctx } = await givenServer();
  answers = () => new Promise<Response>(() => {});
  const answer = await send(ctx, given.tenantId);
  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ code: "upstream_timeout", requestId: "req_test" });
  expect(await left(given)).toBe(1);
});

test.each([
  ["a refusal of our own key", new Response("{}", { status: 401 }), 502],
  ["a redirect", new Response(null, { status: 302, headers: { location: "https://elsewhere.example" } }), 502],
  ["a missing licence", Response.json({ error: "LICENSE_REQUIRED" }, { status: 503 }), 503],
])("%s is the operator's trouble and is not shown to the tenant", async (_, response, status) => {
  const { given, ctx } = await givenServer();
  answers = () => response.clone() as Response;
  const answer = await send(ctx, given.tenantId);
  expect(answer.status).toBe(status);
  expect(await answer.text()).not.toMatch(/LICENSE|elsewhere/);
  expect(await left(given)).toBe(0);
});

test("a 201 that holds Meta's error in place of a message is not charged", async () => {
  const { given, ctx } = await givenServer();
  answers = () =>
    Response.json({ message: "(#131030)", type: "OAuthException", code: 131030, fbtrace_id: "x" }, { status: 201 });
  expect((await send(ctx, given.tenantId)).status).toBe(201);
  expect(await left(given)).toBe(0);
});

test("internal text of upstream's errors is taken out", async () => {
  const { given, ctx } = await givenServer();
  answers = () =>
    Response.json(
      {
        status: 500,
        response: { message: "Invalid `prisma.instance.create()` invocation in /evolution/dist/main.js" },
      },
      { status: 500 },
    );
  const answer = await send(ctx, given.tenantId);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/prisma|evolution/);
});
