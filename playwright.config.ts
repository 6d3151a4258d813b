import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import chromium from "@sparticuz/chromium";

// The package unpacks into the temporary directory and takes what it finds there for its own,
// so a Chromium of another version in a shared one would be started instead.
process.env.TMPDIR = resolve("node_modules/.cache/zapin-chromium");
mkdirSync(process.env.TMPDIR, { recursive: true });

const port = Number(process.env.E2E_PORT || 8790);
const executablePath = await chromium.executablePath();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/browser",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A journey that passes at the second try may show a race that a person would meet, so the summary of CI
  // tells of it; but one hiccup of a machine does not stop a landing.
  retries: process.env.CI ? 1 : 0,
  workers: 1,
  reporter: process.env.CI ? [["list"], ["json", { outputFile: "test-results/playwright.json" }]] : [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    // The package's own arguments break second contexts and switch off what some tests are about.
    launchOptions: { executablePath, args: ["--no-sandbox"] },
  },
  webServer: {
    command: "node tests/support/e2e-server.mjs",
    env: { E2E_PORT: String(port) },
    stdout: "pipe",
    // Health comes before the demonstration tenant; the last line comes after it.
    wait: { stdout: /Ctrl-C stops it/ },
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 8_000 },
  },
});
