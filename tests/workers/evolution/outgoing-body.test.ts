import { expect, test, vi } from "vitest";
import { givenOpenInstance, givenTenant } from "#tests/support/given";
import { bodyLimitBytes, passGateway } from "#workers/evolution/gateway";
import { outgoingBody } from "#workers/evolution/outgoing-body";
import { routeCall } from "#workers/evolution/route";
import { handlers } from "#workers/http/evolution/handlers";

function streamOf(chunks: number, size: number): ReadableStream<Uint8Array> {
  let made = 0;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      if (made++ < chunks) controller.enqueue(new Uint8Array(size));
      else controller.close();
    },
  });
}

test("a body of a told length goes on as the runtime gave it", () => {
  const stream = streamOf(1, 10);
  expect(outgoingBody(stream, 10, 100).stream).toBe(stream);
});

test("a body of unknown length is passed on up to the limit, and broken off beyond it without an end", async () => {
  const within = outgoingBody(streamOf(10, 10), null, 100);
  expect((await new Response(within.stream).arrayBuffer()).byteLength).toBe(100);
  expect(within.broken?.aborted).toBe(false);

  const beyond = outgoingBody(streamOf(11, 10), null, 100);
  const reader = (beyond.stream as ReadableStream<Uint8Array>).getReader();
  for (let read = 0; read < 10; read++) expect((await reader.read()).value?.byteLength).toBe(10);
  const end = reader.read().then(() => "ended");
  await vi.waitFor(() => expect(beyond.broken?.aborted).toBe(true));
  expect(await Promise.race([end, Promise.resolve("open")])).toBe("open");
});

test("more than 136 MB is answered 413 in upstream's shape, read or unread, and costs nothing", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const send = (contentLength: number | null, body: ReadableStream<Uint8Array>) =>
    passGateway(
      given.ctx,
      {
        call: routeCall("POST", "/message/sendMedia/shop")!,
        tenantId: given.tenantId,
        credential: { kind: "member" },
        query: new URLSearchParams(),
        // A type that the sandbox does not read, so that nothing is held on its side either.
        contentType: "application/octet-stream",
        contentLength,
        body,
      },
      handlers,
    );
  const unread = streamOf(1, 10);
  const told = await send(bodyLimitBytes + 1, unread);
  expect(told.status).toBe(413);
  expect(unread.locked).toBe(false);
  expect(await told.json()).toMatchObject({
    status: 413,
    error: "Internal Server Error",
    response: { message: "request entity too large" },
  });
  const left = (await given.ctx.hub(given.tenantId).usage())!.meters.messages;
  expect(left.used).toBe(0);
});

test("a GET that brings a body is answered as one without", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const answer = await passGateway(
    given.ctx,
    {
      call: routeCall("GET", "/instance/connectionState/shop")!,
      tenantId: given.tenantId,
      credential: { kind: "member" },
      query: new URLSearchParams(),
      contentType: "application/json",
      contentLength: 2,
      body: "{}",
    },
    handlers,
  );
  expect(answer.status).toBe(200);
});
