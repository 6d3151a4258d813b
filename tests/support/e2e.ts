import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type APIRequestContext, type Page } from "@playwright/test";

/** What the server printed at its start. */
export interface Demo {
  url: string;
  email: string;
  password: string;
  apiKey: string;
  instance: string;
}

interface Fixtures {
  /** Fails the test if the browser complained: an exception, a page that did not hydrate, a refused resource. */
  noComplaints: void;
  demo: Demo;
  /** Calls with the demonstration tenant's key, as a program would make them. */
  api: APIRequestContext;
  /** A page of a browser in which the demonstration tenant is signed in. */
  console: Page;
}

export const test = base.extend<Fixtures>({
  noComplaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (/hydrat|Minified React|Content Security Policy/i.test(message.text())) complaints.push(message.text());
      });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern
  demo: async ({}, use) => {
    await use(JSON.parse(readFileSync(".wrangler/e2e/demo.json", "utf8")) as Demo);
  },
  api: async ({ playwright, demo }, use) => {
    const api = await playwright.request.newContext({ baseURL: demo.url, extraHTTPHeaders: { apikey: demo.apiKey } });
    await use(api);
    await api.dispose();
  },
  console: async ({ page, demo }, use) => {
    await signInByRequest(page, demo);
    await use(page);
  },
});

export { expect };

/** Signs in without the form, for tests that are about something else. */
export async function signInByRequest(page: Page, { url, email, password }: Pick<Demo, "url" | "email" | "password">) {
  const answer = await page.request.post("/api/auth/sign-in/email", {
    data: { email, password },
    headers: { origin: url },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A name that no other test uses. */
export function freshName(what: string): string {
  return `${what}-${Date.now().toString(36)}`;
}

/**
 * Waits until the page listens to what happens, so that a test of what happens next
 * does not depend on who is faster.
 */
export async function untilLive(page: Page, url: string): Promise<void> {
  const opened = page.waitForEvent("websocket", (socket) => new URL(socket.url()).pathname === "/live");
  await page.goto(url);
  const socket = await opened;
  await socket.waitForEvent("framereceived");
}

/** What axe says of a page as it stands, and whether it scrolls sideways. */
export async function judge(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  expect.soft(said, what).toEqual([]);
  await expectToFit(page, what);
}

/** Judges a page of a journey, sees that it fits a phone too, and takes its pictures for who asks. */
export async function inspect(page: Page, what: string, schemes: readonly ("light" | "dark")[] = ["light"]) {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await judge(page, `${what}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 800 });
  await expectToFit(page, what);
  await page.setViewportSize({ width: 1280, height: 800 });
  await look(page, what);
}

async function expectToFit(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(wide, `${what} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()!.width);
}

/** Pictures for people who look at them: SHOTS names a folder. */
export async function look(page: Page, what: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `${folder}/${what}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}
