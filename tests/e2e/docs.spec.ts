import { expect, judge, test, type Demo } from "../support/e2e";
import type { Page } from "@playwright/test";

/** One page of each kind. */
const kinds = [
  "/docs",
  "/docs/api",
  "/docs/api/message",
  "/docs/api/webhook",
  "/docs/compatibility",
  "/docs/errors",
  "/docs/errors/quota_exceeded",
  "/docs/guides/move-from-evolution",
  "/docs/guides/keys",
  "/docs/guides/limits",
];

test("the reference is drawn with nothing from other hosts", async ({ page, demo }) => {
  const strangers = await blockStrangers(page, demo);
  for (const path of ["/docs", "/docs/api/message", "/docs/compatibility", "/docs/guides/webhooks"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto("/docs/api/message");
  const text = page.locator("#sendText");
  await expect(text.getByRole("heading", { name: "Send a text" })).toBeVisible();
  await expect(text).toContainText("messages:send");
  await expect(text).toContainText("1 message");
  await expect(text).toContainText("apikey: $ZAPIN_KEY");
  await expect(text).toContainText('"conversation": "hello"');
  expect(strangers).toEqual([]);
});

test("every link leads somewhere", async ({ page }) => {
  test.setTimeout(120_000);
  const waiting = ["/docs"];
  const seen = new Set(waiting);
  const broken: string[] = [];
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const answer = await page.request.get(path);
    if (answer.status() !== 200) broken.push(`${path} ${answer.status()}`);
    if (!path.startsWith("/docs") || !(answer.headers()["content-type"] ?? "").includes("text/html")) continue;
    const html = await answer.text();
    for (const [, href] of html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)) {
      const url = new URL(href!.replaceAll("&amp;", "&"), answer.url());
      if (url.origin !== new URL(answer.url()).origin) continue;
      if (url.hash && url.pathname === path && !html.includes(`id="${url.hash.slice(1)}"`))
        broken.push(`${path}${url.hash}`);
      if (!seen.has(url.pathname)) waiting.push(url.pathname);
      seen.add(url.pathname);
    }
  }
  expect(broken).toEqual([]);
  expect(seen.size).toBeGreaterThan(35);
});

test("a refusal's own type leads to its page", async ({ api, page }) => {
  const refused = await api.get("/v1/instance/connectionState/no-such-instance");
  const { type } = (await refused.json()) as { type: string };
  const answer = await page.goto(type);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such thing");
  expect((await page.goto("/docs/errors/no_such_code"))?.status()).toBe(404);
  expect((await page.goto("/docs/api/no-such-family"))?.status()).toBe(404);
});

test("contents for programs", async ({ request }) => {
  const list = await request.get("/llms.txt");
  expect(list.headers()["content-type"]).toContain("text/plain");
  expect(await list.text()).toContain("/docs/guides/move-from-evolution");
  const document = (await (await request.get("/openapi.json")).json()) as { openapi: string };
  expect(document.openapi).toBe("3.1.0");
});

test("a call is tried on a simulated phone", async ({ console: page, demo }) => {
  await page.goto("/docs/api/message");
  await trySending(page, demo);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a call is tried all the same", async ({ console: page, demo }) => {
    await page.goto("/docs/api/message");
    await trySending(page, demo);
  });
});

test("what cannot be sent is said", async ({ console: page }) => {
  await page.goto("/docs/api/message");
  const operation = page.locator("#sendText");
  await operation.getByText("Try it", { exact: true }).click();
  await operation.getByLabel("Body, as JSON").fill("{ not json");
  await operation.getByRole("button", { name: "Send" }).click();
  await expect(operation.getByRole("alert")).toContainText("not valid JSON");
  await expect(operation.getByLabel("Body, as JSON")).toHaveValue("{ not json");
});

test("a visitor is asked to sign in before trying", async ({ page }) => {
  await page.goto("/docs/api/message");
  const operation = page.locator("#sendText");
  await operation.getByText("Try it", { exact: true }).click();
  await operation.getByRole("link", { name: /Sign in to try/ }).click();
  await expect(page).toHaveURL(/\/login\?next=/);
});

test("the page around a text speaks the reader's language", async ({ browser }) => {
  const context = await browser.newContext({ locale: "pt-BR" });
  const page = await context.newPage();
  await page.goto("/docs/compatibility");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Compatibilidade");
  await context.close();
});

// Layout depends on the width, contrast on the scheme: each is judged once, since these pages are long.
for (const [width, colorScheme] of [
  [1280, "light"],
  [360, "dark"],
] as const) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("everybody can read it", async ({ page }) => {
      test.setTimeout(120_000);
      for (const path of kinds) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await judge(page, path);
      }
    });
  });
}

async function trySending(page: Page, demo: Demo) {
  const operation = page.locator("#sendText");
  await operation.getByText("Try it", { exact: true }).click();
  await operation.getByLabel("Sandbox instance").selectOption(demo.instance);
  await operation.getByLabel("Body, as JSON").fill('{ "number": "5511988887777", "text": "from the reference" }');
  await operation.getByRole("button", { name: "Send" }).click();
  await expect(operation).toContainText("Answer 201");
  await expect(operation).toContainText('"conversation": "from the reference"');
}

/** Lets nothing out, and tells what wanted to go. */
async function blockStrangers(page: Page, demo: Demo): Promise<string[]> {
  const strangers: string[] = [];
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(demo.url) || url.startsWith("data:")) return route.continue();
    strangers.push(url);
    return route.abort();
  });
  return strangers;
}
