import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expect, freshName, inspect, look, test } from "../support/e2e";

// Retries have their waits, and pictures take their time.
test.beforeEach(() => test.setTimeout(process.env.SHOTS ? 400_000 : 120_000));

test("an endpoint is made, tried and used: its secret is shown once and signs what comes", async ({
  console: page,
  api,
  demo,
}) => {
  const receiver = await startShakyReceiver();
  const description = freshName("orders");
  try {
    const secret = await test.step("a wrong address is said beside its field, and nothing typed is lost", async () => {
      await page.goto("/webhooks");
      await page.getByRole("link", { name: "New endpoint" }).first().click();
      await page.getByLabel("Address").fill("http://10.0.0.1/hook");
      await page.getByLabel("Description").fill(description);
      await page.getByRole("radio", { name: "Only what is ticked" }).last().check();
      await page.getByRole("checkbox", { name: "SEND_MESSAGE", exact: true }).check();
      await page.getByRole("checkbox", { name: "MESSAGES_UPSERT" }).check();
      await page.getByLabel("Own headers").fill("X-Shop: twelve");
      await look(page, "new");
      await page.getByRole("button", { name: "Create endpoint" }).click();
      await expect(page.getByText("no private network")).toBeVisible();
      await expect(page.getByLabel("Own headers")).toHaveValue("X-Shop: twelve");
      await look(page, "new-refused");
      await page.getByLabel("Address").fill(receiver.url);
      await page.getByRole("button", { name: "Create endpoint" }).click();
      const shown = page.locator("[data-secret]");
      await expect(shown).toHaveText(/^whsec_/);
      await look(page, "created");
      return shown.innerText();
    });

    await test.step("the endpoint's own page does not hold the secret, nor after a reload", async () => {
      await page.getByRole("link", { name: "Go to the endpoint" }).click();
      await expect(page.getByRole("heading", { level: 1, name: receiver.url })).toBeVisible();
      expect(await page.content()).not.toContain(secret);
      await page.reload();
      expect(await page.content()).not.toContain(secret);
    });

    await test.step("a test arrives, with the signature and the header", async () => {
      await page.getByRole("button", { name: "Send test" }).click();
      await expect(page.getByText("It arrived.")).toBeVisible();
      const [sample] = receiver.received;
      expect(sample!.headers["x-shop"]).toBe("twelve");
      new Webhook(secret).verify(sample!.body, sample!.headers as Record<string, string>);
      await look(page, "tested");
    });

    await test.step("a real event arrives and the page says so", async () => {
      await send(api, demo.instance);
      await page.reload();
      await expect(page.locator("[data-status=delivered]").first()).toBeVisible();
      const real = receiver.received.find(({ body }) => !body.includes('"test":true'));
      new Webhook(secret).verify(real!.body, real!.headers as Record<string, string>);
      await look(page, "delivered");
    });

    await test.step("an edit keeps the headers that nobody touched", async () => {
      await page.getByRole("link", { name: "Edit" }).click();
      await expect(page.getByText("Set now: X-Shop")).toBeVisible();
      await expect(page.getByRole("checkbox", { name: "MESSAGES_UPSERT" })).toBeChecked();
      await inspect(page, "edit");
      await page.getByLabel("Description").fill(`${description} edited`);
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByText(`${description} edited`)).toBeVisible();
      const before = receiver.received.length;
      await page.getByRole("button", { name: "Send test" }).click();
      await expect.poll(() => receiver.received.length).toBe(before + 1);
      expect(receiver.received.at(-1)!.headers["x-shop"]).toBe("twelve");
    });

    await test.step("a rotated secret signs beside the old one", async () => {
      await page.getByRole("button", { name: "Make a new secret" }).click();
      await expect(page.getByText("The last secret signs as well until").first()).toBeVisible();
      const next = await page.locator("[data-secret]").innerText();
      expect(next).not.toBe(secret);
      await look(page, "rotated");
      await page.getByRole("button", { name: "Send test" }).click();
      await expect(page.getByText("It arrived.")).toBeVisible();
      const { body, headers } = receiver.received.at(-1)!;
      for (const each of [secret, next]) new Webhook(each).verify(body, headers as Record<string, string>);
    });

    await test.step("it stands in the list and can be found there", async () => {
      await page.goto("/webhooks");
      await page.getByLabel("Search").fill(description);
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page.getByRole("link", { name: receiver.url })).toBeVisible();
      await inspect(page, "list");
    });

    await test.step("it is deleted once its host was typed", async () => {
      await page.getByRole("link", { name: receiver.url }).click();
      await page.getByRole("button", { name: "Delete" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox").fill(new URL(receiver.url).host);
      await dialog.getByRole("button", { name: "Delete endpoint" }).click();
      await expect(page).toHaveURL(/\/webhooks$/);
      await expect(page.getByRole("link", { name: receiver.url })).toHaveCount(0);
    });
  } finally {
    await receiver.close();
  }
});

test("a failed delivery is retried by a click and turns green without a reload", async ({
  console: page,
  api,
  demo,
}) => {
  const receiver = await startShakyReceiver();
  const id = await makeEndpoint(api, receiver.url);
  try {
    receiver.status = 500;
    await send(api, demo.instance);
    await page.goto(`/webhooks/${id}`);
    const row = page.locator("[data-delivery]").first();
    // Its second attempt comes after five seconds by itself; the next one only after minutes.
    await expect(row).toContainText("2 · 500", { timeout: 20_000 });
    await inspect(page, "failing");
    receiver.status = 200;
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await row.getByRole("button", { name: /^Try send\.message #\d+ again$/ }).click();
    await expect(row.getByText("Arrived")).toBeVisible();
    await expect(row).toHaveAttribute("data-status", "delivered");
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);

    await row.getByRole("link").click();
    await expect(page.getByText("Attempt 3")).toBeVisible();
    await expect(page.getByText("said 500").first()).toBeVisible();
    await page.getByText("Request", { exact: true }).first().click();
    await expect(page.getByText("webhook-signature").first()).toBeVisible();
    await inspect(page, "delivery");
  } finally {
    await api.delete(`/api/endpoints/${id}`);
    await receiver.close();
  }
});

test("what happens while an endpoint is off is recovered from the log", async ({ console: page, api, demo }) => {
  const receiver = await startShakyReceiver();
  const id = await makeEndpoint(api, receiver.url);
  try {
    await send(api, demo.instance);
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1);
    const after = Number(receiver.received[0]!.headers["x-zapin-sequence"]);
    await page.goto(`/webhooks/${id}`);
    await page.getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
    for (let at = 0; at < 3; at += 1) await send(api, demo.instance);
    await expect.poll(() => sentSince(api, after), { timeout: 20_000 }).toBe(3);
    expect(receiver.received).toHaveLength(1);

    await page.getByRole("button", { name: "Recover", exact: true }).click();
    await expect(page.getByText("Give one of the two")).toBeVisible();
    await page.getByLabel("Or after number").fill(String(after));
    await page.getByRole("button", { name: "Recover", exact: true }).click();
    await expect(page.getByText("The endpoint is off")).toBeVisible();
    await page.getByRole("button", { name: "Switch on" }).click();
    await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
    await page.getByLabel("Or after number").fill(String(after));
    await page.getByRole("button", { name: "Recover", exact: true }).click();
    await expect(page.getByText(/^Under way: events/)).toBeVisible();
    await expect(page.locator("[data-status=delivered]")).toHaveCount(4, { timeout: 20_000 });
    const sequences = receiver.received.map(({ headers }) => Number(headers["x-zapin-sequence"]));
    expect(sequences).toHaveLength(4);
    expect(new Set(sequences).size).toBe(4);
    await look(page, "recovered");
  } finally {
    await api.delete(`/api/endpoints/${id}`);
    await receiver.close();
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an endpoint is made, tested and switched off all the same", async ({ console: page, api }) => {
    const receiver = await startShakyReceiver();
    try {
      await page.goto("/webhooks/new");
      await expect(page.getByLabel("Search for a type of event")).toHaveCount(0);
      await page.getByLabel("Address").fill(receiver.url);
      await page.getByRole("button", { name: "Create endpoint" }).click();
      await expect(page.locator("[data-secret]")).toHaveText(/^whsec_/);
      await page.getByRole("link", { name: "Go to the endpoint" }).click();
      await page.getByRole("button", { name: "Send test" }).click();
      await expect(page.getByText("It arrived.")).toBeVisible();
      await page.getByRole("button", { name: "Switch off" }).click();
      await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
      await api.delete(`/api/endpoints/${new URL(page.url()).pathname.split("/").at(-1)}`);
    } finally {
      await receiver.close();
    }
  });
});

interface ShakyReceiver {
  url: string;
  /** What it answers from now on. */
  status: number;
  received: { headers: Record<string, unknown>; body: string }[];
  close(): Promise<void>;
}

/** A webhook receiver on this machine that answers what it is told to. */
async function startShakyReceiver(): Promise<ShakyReceiver> {
  const received: ShakyReceiver["received"] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(receiver.status).end(`said ${receiver.status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: ShakyReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    status: 200,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

async function makeEndpoint(api: APIRequestContext, url: string): Promise<string> {
  const answer = await api.post("/api/endpoints", { data: { url, events: ["send.message"] } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** Makes the demonstration phone tell of a message: one `send.message`. */
async function send(api: APIRequestContext, instance: string): Promise<void> {
  const answer = await api.post(`/v1/message/sendText/${instance}`, {
    data: { number: "5511988887777", text: "hello" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

async function sentSince(api: APIRequestContext, after: number): Promise<number> {
  const answer = await api.get(`/api/events?after=${after}&type=send.message`);
  return ((await answer.json()) as { events: unknown[] }).events.length;
}
