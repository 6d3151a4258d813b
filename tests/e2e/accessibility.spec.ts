import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "../support/e2e";

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
        for (const path of open) await inspect(page, path, width);
      });

      test("pages of the console", async ({ console: page }) => {
        for (const path of inside) await inspect(page, path, width);
      });
    });
  }
}

async function inspect(page: import("@playwright/test").Page, path: string, width: number) {
  await test.step(path, async () => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    expect.soft(said, path).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(width);
  });
}
