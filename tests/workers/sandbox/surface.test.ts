import { expect, test } from "vitest";
import { isUnsimulated } from "#workers/sandbox/routes/unsimulated";
import { routes } from "#workers/sandbox/routes/door";
import upstream from "../../fixtures/evolution/routes.json";
import { listen, PhoneInHand } from "./phone-in-hand";

/** These name no instance in the path, or are no one's to call through the gateway. */
const elsewhere = new Set([
  "POST /instance/create",
  "GET /instance/fetchInstances",
  "POST /webhook/evolution",
  "GET /webhook/meta",
  "POST /webhook/meta",
]);

test("every route of Evolution is either played or known as not played, and no other", () => {
  const played = new Set(routes.map((route) => `${route.method} ${route.path}`));
  const known = new Set<string>();
  for (const { method, path } of upstream) {
    const bare = path.replace("/:instanceName", "").replace(/:\w+/, ":id");
    const name = `${method} ${bare}`;
    known.add(name);
    if (elsewhere.has(name)) continue;
    const unsimulated = isUnsimulated(method, bare);
    expect([name, played.has(name) !== unsimulated]).toEqual([name, true]);
  }
  expect([...played].filter((name) => !known.has(name))).toEqual([]);
});

test("a route that the sandbox does not play says so, behind the guards", async () => {
  listen();
  const phone = new PhoneInHand("tenant--surface");
  expect((await phone.call("GET", "/template/find")).status).toBe(404);
  await phone.create();
  expect((await phone.call("GET", "/template/find", undefined, null)).status).toBe(401);
  expect(await phone.call("GET", "/template/find")).toEqual({
    status: 501,
    body: {
      status: 501,
      error: "Not Implemented",
      response: {
        message: ["The sandbox does not simulate GET /template/find. Connect a real Evolution server to use it."],
      },
    },
  });
});

test("an id stands for one segment, and no more", async () => {
  listen();
  const phone = new PhoneInHand("tenant--ids");
  await phone.create();
  expect(await phone.call("GET", "/typebot/fetch/some%2Fid")).toEqual({ status: 200, body: null });
  expect((await phone.call("GET", "/typebot/fetch/some/id")).status).toBe(404);
});
