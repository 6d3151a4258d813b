import type { Page } from "@playwright/test";
import { expect, inspect, test } from "../support/e2e";

/** What a person waits for: from the click to the page being there with its figures. */
const shownWithinMs = 2_000;
const seeded = 100_000;

test("a month of 100,000 requests shows in under two seconds, with a table behind every chart", async ({
  console: page,
  api,
  demo,
}) => {
  test.setTimeout(240_000);
  const tenantId = demo.apiKey.split("_")[2]!;
  const fed = await api.post(`/dev/usage/${tenantId}`, { data: { requests: seeded, days: 30 } });
  expect(fed.status(), await fed.text()).toBe(200);
  // The first visit of each page compiles it; nobody waits for that twice.
  for (const path of ["/analytics", "/logs"]) await page.goto(path);

  await test.step("analytics", async () => {
    for (const by of ["instance", "key", "operation", "outcome"]) {
      const took = await visit(page, `/analytics?range=30d&by=${by}`);
      console.log(`analytics by ${by}: ${took} ms`);
      expect(took).toBeLessThan(shownWithinMs);
    }
    await page.goto("/analytics?range=30d&by=operation");
    const charts = page.getByRole("img");
    await expect(charts).toHaveCount(5);
    await expect(page.getByText("Show as a table")).toHaveCount(5);
    await page.getByText("Show as a table").first().click();
    const table = page.getByRole("table", { name: "Messages", exact: true });
    await expect(table.getByRole("row")).toHaveCount(31);
    await expect(page.getByRole("link", { name: "message.sendText" })).toBeVisible();
    await inspect(page, "analytics", ["light", "dark"]);
  });

  await test.step("the file opens as a table whose figures are those of the page", async () => {
    const link = page.getByRole("link", { name: "Download CSV" });
    const answer = await page.request.get((await link.getAttribute("href"))!);
    expect(answer.headers()["content-type"]).toContain("text/csv");
    const [head, ...rows] = (await answer.text())
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    expect(head!.slice(0, 3)).toEqual(["from", "requests", "messages_charged"]);
    expect(rows).toHaveLength(30);
    for (const row of rows) expect(row).toHaveLength(head!.length);
    const requests = rows.reduce((sum, row) => sum + Number(row[1]), 0);
    const shown = await page.locator("dt", { hasText: "Requests" }).locator("xpath=following-sibling::dd").innerText();
    // What came between the two reads, such as this test's own calls, may be in one of them only.
    expect(Math.abs(requests - Number(shown.replaceAll(",", "")))).toBeLessThan(20);
    expect(requests).toBeGreaterThan(seeded * 0.9);
  });

  await test.step("logs", async () => {
    for (const path of [
      "/logs",
      "/logs?outcome=upstream_unreachable&instance=shop",
      "/logs?status=429&since=30d",
      "/logs?operation=no.such",
    ]) {
      const took = await visit(page, path);
      console.log(`${path}: ${took} ms`);
      expect(took).toBeLessThan(shownWithinMs);
    }
    await expect(page.getByText("No request matches these filters.")).toBeVisible();
    await page.goto("/logs?status=429");
    await expect(page.locator("tr[data-request]")).toHaveCount(50);
    await inspect(page, "logs", ["light", "dark"]);
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByRole("link", { name: "Back to the newest" })).toBeVisible();
    await page.locator("tr[data-request] a").first().click();
    await expect(page.getByRole("link", { name: "rate_limited" })).toHaveAttribute("href", "/docs/errors/rate_limited");
    await inspect(page, "request", ["light", "dark"]);
  });
});

test("a call shows in the open log by itself, and leads to all that is known of it", async ({
  console: page,
  api,
  demo,
}) => {
  const opened = page.waitForEvent("websocket", (socket) => new URL(socket.url()).pathname === "/live");
  await page.goto("/logs");
  await (await opened).waitForEvent("framereceived");
  const answer = await api.get(`/v1/instance/connectionState/${demo.instance}`);
  const id = answer.headers()["x-request-id"]!;
  const row = page.locator(`tr[data-request="${id}"]`);
  await expect(row).toContainText("instance.connectionState");
  await row.getByRole("link").click();
  await expect(page.getByText("WhatsApp server", { exact: true })).toBeVisible();
  await expect(page.getByText(id)).toBeVisible();
  const known = await api.get(`/api/requests/${id}`);
  expect(await known.json()).toMatchObject({ id, instance: demo.instance, status: 200, outcome: "ok", messages: 0 });
});

test("a filter that cannot be used says so and keeps the page", async ({ console: page }) => {
  await page.goto(`/logs?status=${encodeURIComponent("'; DROP TABLE")}`);
  await expect(page.getByRole("alert")).toContainText("status");
  await page.goto("/analytics?range=own&from=2026-02-30&to=2026-03-01");
  await expect(page.getByRole("alert")).toContainText("from");
});

test("days begin in the tenant's own time zone, which its settings choose", async ({ console: page }) => {
  await page.goto("/settings");
  await page.getByLabel("Time zone").selectOption("Asia/Jakarta");
  await page.getByRole("button", { name: "Save time zone" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto("/analytics?range=30d");
  await expect(page.getByText("Times are those of Asia/Jakarta.")).toBeVisible();
  await page.goto("/settings");
  await page.getByLabel("Time zone").selectOption("UTC");
  await page.getByRole("button", { name: "Save time zone" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
});

/** Milliseconds from the request of a page until its heading and its figures are drawn. */
async function visit(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "load" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return Math.round(navigation!.loadEventEnd - navigation!.startTime);
  });
}
