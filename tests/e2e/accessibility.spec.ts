import type { Page } from "@playwright/test";
import { expect, judge, test } from "../support/e2e";

const open = ["/", "/login", "/register", "/forgot-password"];
const inside = [
  "/dashboard",
  "/instances",
  "/instances/new",
  "/instances/demo",
  "/instances/demo/settings",
  "/bots",
  "/bots/new",
  "/bots/new?kind=openai&instance=demo",
  "/bots/credentials",
  "/webhooks",
  "/webhooks/new",
  "/api-keys",
  "/settings",
  "/no-such-page",
];

for (const width of [1280, 360]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });

      test("pages for everybody", async ({ page }) => {
        for (const path of open) await visit(page, path);
      });

      test("pages of the console", async ({ console: page }) => {
        for (const path of inside) await visit(page, path);
      });
    });
  }
}

async function visit(page: Page, path: string) {
  await test.step(path, async () => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await judge(page, path);
  });
}
