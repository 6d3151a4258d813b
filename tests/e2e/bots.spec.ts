import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, freshName, inspect, test, untilLive } from "../support/e2e";
import { startFarEnds } from "../support/far-end-server";

type FarEnd = Awaited<ReturnType<typeof startFarEnds>>;

let far: FarEnd;
test.beforeAll(async () => {
  far = await startFarEnds();
});
test.afterAll(() => far.close());

test("a Typebot that was made in the console answers on a sandbox phone while somebody watches", async ({
  console: page,
  api,
}) => {
  const phone = await givenPhone(api);
  const name = freshName("welcome");

  await test.step("a wrong address is named before the bot is made", async () => {
    await page.goto("/bots/new");
    await page.getByRole("radio", { name: /^Typebot/ }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("radio", { name: phone }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Address of Typebot").fill("http://127.0.0.1:9");
    await page.getByLabel("Public id").fill("welcome");
    await page.getByRole("button", { name: "Check connection" }).click();
    await expect(page.getByRole("alert")).toContainText("could not be reached");
    await page.getByLabel("Address of Typebot").fill(`${far.origin}/typebot`);
    await page.getByLabel("Public id").fill("nobody");
    await page.getByRole("button", { name: "Check connection" }).click();
    await expect(page.getByRole("alert")).toContainText("does not know this bot");
    await page.getByLabel("Public id").fill("welcome");
    await page.getByRole("button", { name: "Check connection" }).click();
    await expect(page.getByText("It answers")).toBeVisible();
    await inspect(page, "bots-connection");
    await page.getByRole("button", { name: "Next" }).click();
  });

  await test.step("it begins with a keyword", async () => {
    await expect(page.getByRole("heading", { name: /When does it begin/ })).toBeFocused();
    await page.getByRole("radio", { name: /With a keyword/ }).check();
    await page.getByLabel("This text").fill("order");
    await inspect(page, "bots-triggers");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("When it cannot answer").fill("Somebody will write to you.");
    await inspect(page, "bots-behaviour");
    await page.getByRole("button", { name: "Next" }).click();
  });

  await test.step("it is tried, and goes live", async () => {
    await page.getByLabel("Message", { exact: true }).fill("my order");
    await page.getByLabel("Message", { exact: true }).press("Enter");
    await expect(page.getByText("What is your order's number?")).toBeVisible();
    await expect(page.getByLabel("Message", { exact: true })).toBeFocused();
    await inspect(page, "bots-trial");
    await page.getByRole("button", { name: "Go live" }).click();
    await expect(page.getByRole("heading", { name: "This bot answers" })).toBeVisible();
    await inspect(page, "bots-overview");
  });

  await test.step("words at which another bot begins are refused beside them, and stay to be mended", async () => {
    const other = await api.post("/api/bots", {
      data: {
        instance: phone,
        kind: "evolutionBot",
        connection: { apiUrl: `${far.origin}/bot/` },
        triggers: { type: "keyword", operator: "contains", value: "price" },
      },
    });
    expect(other.status(), await other.text()).toBe(201);
    const form = page.locator("[data-form=triggers]");
    const words = form.getByLabel("This text");
    await words.fill("price");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(words).toHaveAccessibleDescription(/^Another bot of this instance begins at the same words/);
    await expect(words).toHaveValue("price");
    await expect(form.getByText("Saved")).toBeHidden();
    await inspect(page, "bots-words-taken");
    await words.fill("order");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Saved")).toBeVisible();
    await expect(form.getByText("Another bot of this instance")).toBeHidden();
  });

  await test.step("a contact is answered, and the conversation is seen as it goes", async () => {
    await untilLive(page, `${new URL(page.url()).pathname}/sessions`);
    await expect(page.getByText("Nobody is talking with this bot")).toBeVisible();
    await receive(api, phone, "I have an order");
    const row = page.locator("[data-session='5511977776666@s.whatsapp.net']");
    await expect(row).toContainText("Open");
    await expect.poll(() => said(api, phone)).toContain("What is your order's number?");
    await inspect(page, "bots-sessions");

    await row.getByRole("button", { name: /^Pause/ }).click();
    await expect(row).toContainText("Paused");
    await row.getByRole("button", { name: /^Resume/ }).click();
    await expect(row).toContainText("Open");
    await receive(api, phone, "4711");
    await expect.poll(() => said(api, phone)).toContain("You wrote: 4711");
  });
});

test("an OpenAI bot is made with a key of the credentials page, answers, and its cost is counted", async ({
  console: page,
  api,
}) => {
  const phone = await givenPhone(api);
  const credential = freshName("provider");

  await test.step("the key is kept, and checked", async () => {
    await page.goto("/bots/credentials");
    await page.getByLabel("For bots of").selectOption("openai");
    await page.getByLabel("Name").first().fill(credential);
    await page.getByLabel("Key", { exact: true }).first().fill("sk-wrong-0123456789abcdef");
    await page.getByLabel("Address of the provider").first().fill(`${far.origin}/openai/v1`);
    await page.getByRole("button", { name: "Keep credential" }).click();
    const card = page.locator(`[data-credential='${credential}']`);
    await card.getByRole("button", { name: "Check" }).click();
    await expect(card.getByRole("alert")).toContainText("The key was refused");
    await card.getByText("Rename or replace the secret").click();
    await card.getByLabel("Key", { exact: true }).fill(far.key);
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card.getByLabel("Key", { exact: true })).toBeHidden();
    await card.getByRole("button", { name: "Check" }).click();
    await expect(card.getByText("It answers")).toBeVisible();
    await inspect(page, "bots-credentials");
    expect(await page.content()).not.toContain(far.key);
  });

  await test.step("its model is chosen from the provider's own list, with prices", async () => {
    await page.goto(`/bots/new?kind=openai&instance=${phone}`);
    await page.getByLabel("Credential").selectOption({ label: `${credential} (sk-••••••••cdef)` });
    await page.getByRole("button", { name: "Check key and list models" }).click();
    await expect(page.getByLabel("Model", { exact: true }).locator("option")).toHaveCount(far.models.length);
    await page.getByLabel("Model", { exact: true }).selectOption({ label: "gpt-4o ($2.50 in, $10.00 out)" });
    await page.getByLabel("Instructions").fill("You answer for a shop.");
    await inspect(page, "bots-models");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("radio", { name: /With any message/ }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Next" }).click();
  });

  await test.step("a trial shows tokens, cost and time", async () => {
    await page.getByLabel("Message", { exact: true }).fill("are you open today");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("answer to: are you open today")).toBeVisible();
    const used = far.used.at(-1)!;
    await expect(page.locator("[data-answer]")).toContainText(`${used.input} tokens in, ${used.output} out`);
    await expect(page.locator("[data-answer]")).toContainText("$");
    await page.getByRole("button", { name: "Go live" }).click();
    await expect(page.getByRole("heading", { name: "This bot answers" })).toBeVisible();
  });

  await test.step("a contact is answered, and what it cost stands in the figures", async () => {
    const bot = new URL(page.url()).pathname;
    await receive(api, phone, "do you deliver");
    await expect.poll(() => said(api, phone)).toContain("answer to: do you deliver");
    const used = far.used.at(-1)!;
    await expect(async () => {
      await page.goto(`${bot}/analytics`);
      await expect(page.getByRole("row").filter({ hasText: "5511977776666" })).toContainText(
        String(used.input + used.output),
        { timeout: 500 },
      );
    }).toPass();
    await inspect(page, "bots-analytics");
  });

  await test.step("its prompt is changed, compared and gone back to", async () => {
    await page.getByRole("link", { name: "Prompt" }).click();
    await page.getByRole("textbox", { name: "Instructions" }).fill("You answer for a shop.\nBe short.");
    await page.getByLabel("What is new").fill("shorter");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("[data-version='2']")).toContainText("In use");
    await page.getByRole("link", { name: "Compare version 1 with the one in use" }).click();
    await expect(page.locator("[data-diff]")).toContainText("Added: Be short.");
    await inspect(page, "bots-prompts");
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Go back to it" }).click();
    await expect(page.locator("[data-version='3']")).toContainText("In use");
    await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("You answer for a shop.");
  });

  await test.step("all bots together are given a budget, too large to hold anybody up", async () => {
    const bot = page.url().replace(/\/prompts.*/, "");
    await page.goto("/bots");
    const card = page.locator("[data-form=budget]");
    await card.getByLabel("Dollars a month").fill("5000");
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card.getByText("Saved")).toBeVisible();
    await expect(card.locator("[data-spent]")).toContainText("of $5,000.00");
    await inspect(page, "bots-list");
    await card.getByLabel("Dollars a month").fill("");
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card.locator("[data-spent]")).not.toContainText("of $5,000.00");
    await page.goto(bot);
  });

  await test.step("it is given a budget, and deleted by its name", async () => {
    await page.getByLabel("Dollars a day").fill("0.5");
    await page.locator("[data-form=budget]").getByRole("button", { name: "Save" }).click();
    await expect(page.locator("[data-form=budget]").getByText("Saved")).toBeVisible();
    await expect(page.locator("[data-spent]")).toContainText("of $0.50");
    await page.getByRole("button", { name: "Delete bot" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("OpenAI");
    await page.getByRole("dialog").getByRole("button", { name: "Delete bot" }).click();
    await expect(page).toHaveURL(/\/bots$/);
  });
});

for (const { locale, words } of [
  {
    locale: "en-US",
    words: { next: "Next", url: "Address of Typebot", id: "Public id", live: "Go live", on: "Switch off" },
  },
  {
    locale: "pt-BR",
    words: {
      next: "Avançar",
      url: "Endereço do Typebot",
      id: "Id público",
      live: "Colocar no ar",
      on: "Desligar",
    },
  },
]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("a bot is made by keyboard alone, from nothing to an answer", async ({ console: page, api }) => {
      const phone = await givenPhone(api);
      await page.goto("/bots/new");
      const next = page.getByRole("button", { name: words.next });
      const heading = page.getByRole("heading", { level: 2 });

      await pressTo(page, next);
      await expect(heading).toBeFocused();
      await tabTo(page, page.locator("input[name=instance]:checked"));
      while (!(await page.getByRole("radio", { name: phone }).isChecked())) await page.keyboard.press("ArrowDown");
      await pressTo(page, next);

      await expect(heading).toBeFocused();
      await tabTo(page, page.getByLabel(words.url));
      await page.keyboard.type(`${far.origin}/typebot`);
      await tabTo(page, page.getByLabel(words.id));
      await page.keyboard.type("welcome");
      await pressTo(page, next);

      await expect(page).toHaveURL(/setup\/triggers$/);
      await expect(heading).toBeFocused();
      await pressTo(page, next);
      await expect(page).toHaveURL(/setup\/behaviour$/);
      await pressTo(page, next);

      await expect(page).toHaveURL(/setup\/test$/);
      await tabTo(page, page.locator("textarea[name=text]"));
      await page.keyboard.type("hello");
      await page.keyboard.press("Enter");
      await expect(page.getByText("What is your order's number?")).toBeVisible();
      await pressTo(page, page.getByRole("button", { name: words.live }));
      await expect(page.getByRole("button", { name: words.on })).toBeVisible();

      await receive(api, phone, "hello");
      await expect.poll(() => said(api, phone)).toContain("What is your order's number?");
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every step goes on, and says what is wrong beside its field", async ({ console: page, api }) => {
    const phone = await givenPhone(api);
    await page.goto("/bots");
    await page.getByRole("link", { name: "New bot" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("radio", { name: phone }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("Address of Typebot").fill("http://10.0.0.1/typebot");
    await page.getByLabel("Public id").fill("welcome");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("Write an address that starts with https://")).toBeVisible();
    await expect(page.getByLabel("Public id")).toHaveValue("welcome");
    await page.getByLabel("Address of Typebot").fill(`${far.origin}/typebot`);
    await page.getByRole("button", { name: "Next" }).click();

    await page.getByRole("radio", { name: /With a keyword/ }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("Say what the bot listens for")).toBeVisible();
    await expect(page.getByRole("radio", { name: /With a keyword/ })).toBeChecked();
    await page.getByLabel("This text").fill("menu");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Next" }).click();

    await page.getByLabel("Message", { exact: true }).fill("menu");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("What is your order's number?")).toBeVisible();
    await page.getByLabel("Message", { exact: true }).fill("4711");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("You wrote: 4711")).toBeVisible();
    await expect(page.getByText("What is your order's number?")).toBeVisible();
    await page.getByRole("button", { name: "Go live" }).click();
    await expect(page.getByRole("heading", { name: "This bot answers" })).toBeVisible();
  });
});

/** A linked sandbox phone of its own: two bots that answer everything do not share one. */
async function givenPhone(api: APIRequestContext): Promise<string> {
  const name = freshName("bot-phone");
  const made = await api.post("/v1/instance/create", { data: { instanceName: name, integration: "SANDBOX" } });
  expect(made.status(), await made.text()).toBe(201);
  expect((await api.get(`/v1/instance/connect/${name}`)).ok()).toBe(true);
  const scanned = await api.post(`/api/sandbox/phones/${name}/scan`);
  expect(scanned.ok(), await scanned.text()).toBe(true);
  return name;
}

async function receive(api: APIRequestContext, phone: string, text: string): Promise<void> {
  const received = await api.post(`/api/sandbox/phones/${phone}/receive`, { data: { from: "5511977776666", text } });
  expect(received.status(), await received.text()).toBe(201);
}

/** What went out of a phone, as its events tell it. */
async function said(api: APIRequestContext, phone: string): Promise<string[]> {
  const log = await api.get(`/api/events?instance=${phone}&limit=200`);
  const { events } = (await log.json()) as { events: { type: string; body: { data?: unknown } }[] };
  return events
    .filter(({ type }) => type === "send.message")
    .map(({ body }) => (body.data as { message?: { conversation?: string } }).message?.conversation ?? "");
}

/** Moves the focus with Tab until it is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target.toString()}.`);
}

async function pressTo(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
