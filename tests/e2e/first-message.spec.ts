import { expect, freshName, test } from "../support/e2e";

test("from signing up to the first message", async ({ page, playwright, demo }) => {
  const email = `${freshName("ana")}@example.com`;

  await test.step("an account is made and confirmed by mail", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Create account" }).first().click();
    await page.getByLabel("Name").fill("Ana Lúcia");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
    await expect(page.getByText(email)).toBeVisible();

    await page.goto("/dev/mail");
    await expect(page.getByText(email).first()).toBeVisible();
    await page.getByRole("link", { name: "Open the link" }).first().click();
    await expect(page).toHaveURL(/\/dashboard$/);
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  });

  await test.step("a simulated phone is made, shows its code and is scanned", async () => {
    await page.getByRole("link", { name: "Instances", exact: true }).first().click();
    await page.getByRole("link", { name: "New instance" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("shop");
    await page.getByRole("radio", { name: /Sandbox phone/ }).check();
    await page.getByRole("button", { name: "Create instance" }).click();
    await expect(page).toHaveURL(/\/instances\/shop$/);
    await expect(page.getByRole("img", { name: "QR code to scan with WhatsApp" })).toBeVisible();
    await page.getByRole("button", { name: "Scan the code" }).click();
    await expect(page.getByText(/^Connected as/)).toBeVisible();
  });

  await test.step("a message is sent, acknowledged and answered while the page stays open", async () => {
    await page.getByLabel("To", { exact: true }).fill("5511988887777");
    await page.getByLabel("Text").first().fill("first words");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const feed = page.getByRole("list", { name: "Live events" });
    const sent = feed.locator("[data-feed=sent]").filter({ hasText: "first words" });
    await expect(sent).toBeVisible();
    await expect(sent.locator("[data-status]")).toHaveAttribute("data-status", /DELIVERY_ACK|READ/);
    await expect(feed.locator("[data-feed=received]").filter({ hasText: "first words" })).toBeVisible();
  });

  await test.step("a key is shown once, works, and ends when it is revoked", async () => {
    await page.getByRole("link", { name: "API keys" }).first().click();
    await page.getByLabel("Name").fill("shop server");
    await page.getByRole("button", { name: "Create key" }).click();
    const key = await page.locator("[data-issued-key]").innerText();
    expect(key).toMatch(/^zpn_/);
    await page.reload();
    await expect(page.getByRole("cell", { name: /shop server/ }).first()).toBeVisible();
    expect(await page.content()).not.toContain(key);

    const program = await playwright.request.newContext({ baseURL: demo.url, extraHTTPHeaders: { apikey: key } });
    const answer = await program.post("/v1/message/sendText/shop", {
      data: { number: "5511988887777", text: "by key" },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    // Another tenant's instance does not exist for this key.
    const other = await program.post(`/v1/message/sendText/${demo.instance}`, {
      data: { number: "5511988887777", text: "x" },
    });
    expect(other.status()).toBe(404);

    await page.getByRole("button", { name: "Revoke shop server" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
    const refused = await program.post("/v1/message/sendText/shop", {
      data: { number: "5511988887777", text: "too late" },
    });
    expect(refused.status()).toBe(401);
    await program.dispose();
  });
});
