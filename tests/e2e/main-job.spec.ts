import { Webhook } from "standardwebhooks";
import { expect, freshName, test, untilLive } from "../support/e2e";
import { startReceiver } from "../support/receiver";

test("an instance made by a program is paired, sends and reports while somebody watches", async ({
  console: page,
  api,
}) => {
  const name = freshName("watched");
  const receiver = await startReceiver();

  await untilLive(page, "/instances");
  const loads = countLoads(page);

  await test.step("the list shows the new instance without a reload", async () => {
    const created = await api.post("/v1/instance/create", {
      data: {
        instanceName: name,
        integration: "SANDBOX",
        webhook: { url: receiver.url, enabled: true, byEvents: false, base64: false, events: [] },
      },
    });
    expect(created.status(), await created.text()).toBe(201);
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeHidden();
  });

  await test.step("its code is on the page within a second of being made", async () => {
    const connected = await api.get(`/v1/instance/connect/${name}`);
    expect(connected.status(), await connected.text()).toBe(200);
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    const shownAt = Date.now();
    await expect.poll(() => receiver.received.find(({ event }) => event === "qrcode.updated")).toBeDefined();
    const log = await api.get(`/api/events?instance=${name}&limit=100`);
    const { events } = (await log.json()) as { events: { type: string; at: number; sequence: number }[] };
    const code = events.find(({ type }) => type === "qrcode.updated");
    expect(code, JSON.stringify(events)).toBeDefined();
    expect(shownAt - code!.at).toBeLessThan(1_000);
  });

  await test.step("scanned, it is open", async () => {
    const scanned = await api.post(`/api/sandbox/phones/${name}/scan`);
    expect(scanned.ok(), await scanned.text()).toBe(true);
    await expect(page.getByText(/^Connected as/)).toBeVisible();
  });

  let messageId = "";
  await test.step("a message is taken with 201, acknowledged and answered, live", async () => {
    const sent = await api.post(`/v1/message/sendText/${name}`, {
      data: { number: "5511988887777", text: "main job" },
    });
    expect(sent.status(), await sent.text()).toBe(201);
    messageId = ((await sent.json()) as { key: { id: string } }).key.id;
    const feed = page.getByRole("list", { name: "Live events" });
    const line = feed.locator("[data-feed=sent]").filter({ hasText: "main job" });
    await expect(line.locator("[data-status]")).toHaveAttribute("data-status", /DELIVERY_ACK|READ/);
    await expect(feed.locator("[data-feed=received]").filter({ hasText: "main job" })).toBeVisible();
  });

  await test.step("the receiver got Evolution's own body, signed", async () => {
    const theirs = () =>
      receiver.received.find(({ event, body }) => event === "messages.update" && body.includes(messageId));
    await expect.poll(theirs, { timeout: 15_000 }).toBeDefined();
    const { headers, body } = theirs()!;
    expect(JSON.parse(body)).toMatchObject({ event: "messages.update", instance: name, destination: receiver.url });
    expect(headers["webhook-id"]).toBeTruthy();
    const { secret } = (await (await api.get(`/api/instances/${name}/webhook/secret`)).json()) as { secret: string };
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
  });

  expect(loads()).toBe(0);
  await receiver.close();
  expect((await api.delete(`/v1/instance/delete/${name}`)).ok()).toBe(true);
});

/** How often the document was fetched anew from now on. */
function countLoads(page: import("@playwright/test").Page): () => number {
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads++;
  });
  return () => loads;
}
