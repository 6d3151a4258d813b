import { gzipSync } from "node:zlib";
import { expect, test } from "../support/e2e";

/** What a phone on a slow network has to fetch before the page answers to a finger. */
const budgetBytes = 200 * 1024;

test("a cold visit of an instance fetches less than 200 KB of scripts", async ({ console: page, demo }) => {
  const scripts: Promise<{ path: string; bytes: number }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    // Packed here, since a development server may send them as they are.
    const packed = response
      .body()
      .then((body) => ({ path: new URL(response.url()).pathname, bytes: gzipSync(body).length }));
    scripts.push(packed);
  });
  await page.goto(`/instances/${demo.instance}`, { waitUntil: "networkidle" });
  const fetched = await Promise.all(scripts);
  expect(fetched.length).toBeGreaterThan(0);
  const total = fetched.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, JSON.stringify(fetched, null, 1)).toBeLessThan(budgetBytes);
});
