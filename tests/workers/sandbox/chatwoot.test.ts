import { beforeEach, expect, test } from "vitest";
import { recording } from "../../support/recordings";
import { listen, PhoneInHand } from "./phone-in-hand";
import { replay } from "./replay";

let count = 0;
let phone: PhoneInHand;

beforeEach(async () => {
  listen();
  phone = new PhoneInHand(`tenant--chatwoot-${count++}`);
  await phone.create();
});

test("an inbox is set as recorded, and found again", async () => {
  const { got, expected } = await replay(await recording("chatwoot.set.ok"), phone);
  // The recorded server's own address, and the inbox's name, which is the recorded instance's by chance.
  const body = JSON.parse(JSON.stringify(expected.body).replace("http://127.0.0.1:8081", "http://localhost:8787"));
  expect(got).toEqual({ status: 201, body: { ...body, nameInbox: "evo-c" } });
  const found = await phone.call("GET", "/chatwoot/find");
  expect(found.body).toMatchObject({ enabled: true, accountId: "1", url: "http://127.0.0.1:9606", ignoreJids: null });
  expect(found.body.webhook_url).toBe(got.body.webhook_url);
});

test("without an inbox there is one that is empty", async () => {
  expect(await phone.call("GET", "/chatwoot/find")).toEqual({
    status: 200,
    body: { enabled: false, url: "", accountId: "", token: "", signMsg: false, nameInbox: "", webhook_url: "" },
  });
});

test.each([
  [{ url: "" }, "url is not valid"],
  [{ accountId: "" }, "accountId is required"],
  [{ token: "" }, "token is required"],
])("an inbox with %j is refused", async (wrong, message) => {
  const { request } = await recording("chatwoot.set.ok");
  const refused = await phone.call("POST", "/chatwoot/set", { ...(request.body as object), ...wrong });
  expect(refused).toEqual({
    status: 400,
    body: { status: 400, error: "Bad Request", response: { message: [message] } },
  });
});
