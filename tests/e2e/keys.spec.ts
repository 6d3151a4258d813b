import type { APIRequestContext, Page } from "@playwright/test";
import { expect, freshName, inspect, look, test } from "../support/e2e";
import { scopes } from "../../workers/domain/scope";

test("a key may do one thing, then more, and its old secret ends with a rotation", async ({
  console: page,
  playwright,
  api,
  demo,
}) => {
  const programs: APIRequestContext[] = [];
  const program = async (key: string) => {
    const made = await playwright.request.newContext({ baseURL: demo.url, extraHTTPHeaders: { apikey: key } });
    programs.push(made);
    return made;
  };
  const state = async (by: APIRequestContext) =>
    (await by.get(`/v1/instance/connectionState/${demo.instance}`)).status();
  const usage = async (by: APIRequestContext) => (await by.get("/api/usage")).status();
  const name = freshName("till");
  const row = page.getByRole("row").filter({ hasText: name });

  const first = await test.step("a key is made with one scope and limits of its own", async () => {
    await page.goto("/api-keys");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Messages per period").fill("50");
    await page.getByLabel("Requests per minute").fill("100");
    await page.getByLabel("Expires").fill("2098-12-31");
    await page.getByText("What it may do").first().click();
    await page.getByRole("radio", { name: "Only what is ticked" }).check();
    await page.getByRole("checkbox", { name: "instances:read" }).check();
    await expect(page.locator("summary")).toContainText(`1 of ${scopes.length}`);
    await look(page, "create");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(row).toContainText(`1 of ${scopes.length}`);
    await expect(row).toContainText("Dec 31, 2098");
    await expect(row.getByRole("meter")).toHaveAttribute("aria-valuemax", "50");
    await look(page, "created");
    const key = await page.locator("[data-issued-key]").innerText();
    // What a colleague does has the page read again, and must not take away what is shown but once.
    const other = freshName("beside");
    expect((await api.post("/api/keys", { data: { name: other } })).status()).toBe(201);
    await expect(page.getByRole("row").filter({ hasText: other })).toBeVisible();
    await expect(page.locator("[data-issued-key]")).toHaveText(key);
    return program(key);
  });

  await test.step("it does that and is refused elsewhere", async () => {
    expect(await state(first)).toBe(200);
    expect(await usage(first)).toBe(403);
    const sent = await first.post(`/v1/message/sendText/${demo.instance}`, {
      data: { number: "5511988887777", text: "not allowed" },
    });
    expect(sent.status()).toBe(403);
  });

  await test.step("edited wider it may do more, and what was not touched stays", async () => {
    await page.getByRole("link", { name: `Edit ${name}` }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Edit ${name}` })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "instances:read" })).toBeChecked();
    await page.getByRole("checkbox", { name: "usage:read" }).check();
    await inspect(page, "edit");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(row).toContainText(`2 of ${scopes.length}`);
    await expect(row).toContainText("Dec 31, 2098");
    expect(await usage(first)).toBe(200);
  });

  const second = await test.step("rotated with grace, both secrets work", async () => {
    await rotate(page, name, "For 1 more hour");
    await expect(row).toContainText("Old secret works until");
    await look(page, "grace");
    const made = await program(await page.locator("[data-issued-key]").innerText());
    expect(await state(first)).toBe(200);
    expect(await state(made)).toBe(200);
    return made;
  });

  await test.step("rotated now, only the new one does, and it is shown only once", async () => {
    await rotate(page, name, "No longer");
    await expect(page.getByText("The old secret is refused from now on.")).toBeVisible();
    const key = await page.locator("[data-issued-key]").innerText();
    expect([await state(first), await state(second)]).toEqual([401, 401]);
    expect(await state(await program(key))).toBe(200);
    await page.reload();
    await expect(row).toBeVisible();
    await expect(row).not.toContainText("Old secret works until");
    expect(await page.content()).not.toContain(key);
  });
  for (const each of programs) await each.dispose();
});

test("an edit leaves the moment of expiry alone when its day is not touched", async ({ console: page, api }) => {
  const [name, later] = [freshName("noon"), freshName("evening")];
  const expiresAt = "2097-05-06T12:00:00Z";
  expect((await api.post("/api/keys", { data: { name, expiresAt } })).status()).toBe(201);
  await page.goto("/api-keys");
  await page.getByRole("link", { name: `Edit ${name}` }).click();
  await expect(page.getByLabel("Expires")).toHaveValue("2097-05-06");
  await page.getByLabel("Name", { exact: true }).fill(later);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("row").filter({ hasText: later })).toContainText("May 6, 2097");
  const { keys } = (await (await api.get("/api/keys")).json()) as { keys: { name: string; expiresAt: number }[] };
  expect(keys.find((key) => key.name === later)?.expiresAt).toBe(Date.parse(expiresAt));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what is wrong is said beside its field, with all that was typed", async ({ console: page }) => {
    const name = freshName("plain");
    await page.goto("/api-keys");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Networks").fill("203.0.113.0/24\n\nnowhere");
    await page.getByText("What it may do").first().click();
    await page.getByRole("radio", { name: "Only what is ticked" }).check();
    await page.getByRole("checkbox", { name: "groups:read" }).check();
    await page.getByRole("button", { name: "Create key" }).click();

    await expect(page.getByText("“nowhere” is neither an address nor a range")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
    await expect(page.getByRole("checkbox", { name: "groups:read" })).toBeChecked();
    await look(page, "refused");

    await page.getByLabel("Networks").fill("203.0.113.0/24");
    await page.getByLabel("Expires").fill("2001-01-01");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.getByText("Choose a day that has not passed")).toBeVisible();

    await page.getByLabel("Expires").fill("");
    await page.getByRole("checkbox", { name: "groups:read" }).uncheck();
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.getByText("Tick at least one")).toBeVisible();
    await page.getByRole("checkbox", { name: "groups:read" }).check();
    await page.getByRole("button", { name: "Create key" }).click();
    const first = await page.locator("[data-issued-key]").innerText();

    await rotate(page, name, "For 24 more hours");
    await expect(page.getByRole("heading", { name: `New secret of “${name}”` })).toBeVisible();
    await expect(page.locator("[data-issued-key]")).not.toHaveText(first);

    await page.getByRole("link", { name: `Edit ${name}` }).click();
    await page.getByRole("radio", { name: "Everything" }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Everything");
  });
});

async function rotate(page: Page, name: string, grace: string): Promise<void> {
  await page.getByRole("button", { name: `Rotate ${name}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: grace }).check();
  if (grace === "No longer") await inspect(page, "rotate");
  await dialog.getByRole("button", { name: "Make the new secret" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: `New secret of “${name}”` })).toBeVisible();
}
