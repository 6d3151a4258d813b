import { expect, freshName, look, test } from "../support/e2e";
import { startOldServer, type OldServer } from "../support/evolution-server";
import { startReceiver } from "../support/receiver";

const token = () => crypto.randomUUID().toUpperCase();

test("instances move from an Evolution server, work by their old tokens, and go back", async ({
  console: page,
  playwright,
  demo,
}) => {
  const receiver = await startReceiver();
  const [shop, bar, weak, meta] = ["shop", "bar", "weak", "meta"].map((name) => freshName(name)) as [
    string,
    string,
    string,
    string,
  ];
  const previous = { url: receiver.url, enabled: true, events: ["MESSAGES_UPSERT"], headers: {} };
  const old: OldServer = await startOldServer(
    [
      { name: shop, token: token(), webhook: { ...previous, webhookByEvents: false, webhookBase64: false } },
      { name: bar, token: token(), webhook: null },
      { name: weak, token: "secret", webhook: null },
      { name: meta, token: token(), integration: "WHATSAPP-BUSINESS", webhook: null },
    ],
    40,
  );
  try {
    await test.step("the way there is on the instances page, and a wrong key is said beside its field", async () => {
      await page.goto("/instances");
      await page.getByRole("link", { name: "Move from Evolution" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Move from Evolution" })).toBeVisible();
      await look(page, "import");
      await page.getByLabel("Address").fill(`${old.url}/manager`);
      await page.getByLabel("Global key").fill("wrong");
      await page.getByRole("button", { name: "Show its instances" }).click();
      await expect(page.getByText("does not accept this key")).toBeVisible();
      await look(page, "import-refused");
    });

    await test.step("what is there is shown with what is different", async () => {
      await page.getByLabel("Global key").fill(old.globalKey);
      await page.getByRole("button", { name: "Show its instances" }).click();
      await expect(page.getByRole("checkbox", { name: `Move ${shop}` })).toBeChecked();
      await expect(page.getByRole("checkbox", { name: `Move ${meta}` })).toBeDisabled();
      await expect(page.locator(`[data-candidate="${weak}"]`)).toContainText("too easy to guess");
      expect(await page.content()).not.toContain(old.globalKey);
      await look(page, "import-choice");
    });

    await test.step("the chosen ones move while a bar shows how far it got", async () => {
      await page.getByRole("button", { name: "Move the chosen ones" }).click();
      await expect(page).toHaveURL(/\/instances\/import\/[0-9a-f-]{36}$/);
      await expect(page.locator("[data-item-state=imported]")).toHaveCount(3);
      await expect(page.getByText("change one line")).toBeVisible();
      await look(page, "import-done");
    });

    await test.step("an old token sends through Zapin, and events go on to the old webhook", async () => {
      const program = await playwright.request.newContext({
        baseURL: demo.url,
        extraHTTPHeaders: { apikey: old.instances.get(shop)!.token },
      });
      const answer = await program.post(`/v1/message/sendText/${shop}`, {
        data: { number: "5511988887777", text: "hello" },
      });
      expect(answer.status(), await answer.text()).toBe(201);
      expect(old.sent).toMatchObject([{ name: shop, apikey: old.instances.get(shop)!.token }]);
      await program.dispose();

      expect(await old.emit(shop, "messages.upsert", { key: { id: "1", fromMe: false } })).toBe(200);
      await expect
        .poll(() => receiver.received.map(({ event }) => event), { timeout: 20_000 })
        .toEqual(["messages.upsert"]);
      await page.getByRole("link", { name: shop }).click();
      await expect(page.getByText(/^Connected as/)).toBeVisible();
      await page.goBack();
    });

    await test.step("one click takes it all back", async () => {
      await page.getByRole("button", { name: "Undo the move" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Undo the move" }).click();
      await expect(page.getByText("Everything on the server is as it was.")).toBeVisible();
      expect(old.instances.get(shop)!.webhook).toMatchObject(previous);
      await look(page, "import-undone");
      await page.goto(`/instances/${shop}`);
      await expect(page.getByText(/^Connected as/)).toHaveCount(0);
    });
  } finally {
    await old.close();
    await receiver.close();
  }
});

test("an operator adds a server, changes it, drains it and removes it", async ({ console: page }) => {
  const old = await startOldServer([]);
  const name = freshName("Server");
  try {
    await page.goto("/dashboard");
    await page.getByRole("link", { name: "Servers" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Servers" })).toBeVisible();
    await expect(page.locator('[data-server="Sandbox"]')).toBeVisible();

    const adding = page.locator("form").filter({ has: page.getByRole("button", { name: "Add a server" }) });
    await adding.getByLabel("Name").fill(name);
    await adding.getByLabel("Address").fill(old.url);
    await adding.getByLabel("Global key").fill("wrong");
    await adding.getByRole("button", { name: "Add a server" }).click();
    await expect(adding.getByText("does not accept this key")).toBeVisible();
    await adding.getByLabel("Global key").fill(old.globalKey);
    await adding.getByLabel("Capacity").fill("7");
    await adding.getByRole("button", { name: "Add a server" }).click();
    const card = page.locator(`[data-server="${name}"]`);
    await expect(card.locator("[data-health=working]")).toBeVisible();
    await expect(card.getByText("0 of 7")).toBeVisible();
    await look(page, "servers");

    await card.getByText("Change figures or key").click();
    await card.getByLabel("Capacity").fill("9");
    await card.getByRole("button", { name: "Save" }).click();
    await expect(card.getByText("0 of 9")).toBeVisible();

    await card.getByRole("button", { name: "Drain" }).click();
    await expect(card.getByText("Draining")).toBeVisible();
    await old.close();
    await card.getByRole("button", { name: "Check now" }).click();
    await expect(card.locator("[data-health=shaky]")).toBeVisible();
    await card.getByRole("button", { name: "Check now" }).click();
    await expect(card.locator("[data-health=failing]")).toBeVisible();
    await look(page, "servers-failing");

    await card.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(card).toHaveCount(0);
  } finally {
    await old.close().catch(() => {});
  }
});

test("nobody else finds the operators' pages", async ({ page }) => {
  const email = `${freshName("ana")}@example.com`;
  await page.goto("/register");
  await page.getByLabel("Name").fill("Ana");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.goto("/dev/mail");
  await page.getByRole("link", { name: "Open the link" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Servers" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Model prices" })).toHaveCount(0);
  for (const path of ["/admin/servers", "/admin/prices"]) {
    const answer = await page.goto(path);
    expect(answer!.status(), path).toBe(404);
  }
});
