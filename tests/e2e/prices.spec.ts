import { expect, freshName, inspect, test } from "../support/e2e";

test("an operator prices a model, changes the price, and takes it away again", async ({ console: page }) => {
  const model = freshName("model");
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Model prices" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Model prices" })).toBeVisible();
  await expect(page.locator("[data-price='gpt-4o']")).toContainText("$2.50");
  await expect(page.locator("[data-price='gpt-4o']")).toContainText("Published, since Oct 1, 2024");

  await page.getByLabel("Model", { exact: true }).fill(model);
  await page.getByLabel("Input", { exact: true }).fill("3");
  await page.getByLabel("Cached input").fill("4");
  await page.getByLabel("Output").fill("15.5");
  await page.getByRole("button", { name: "Save price" }).click();
  await expect(page.getByText("Cached input cannot cost more than other input.")).toBeVisible();
  await expect(page.getByLabel("Output")).toHaveValue("15.5");
  await page.getByLabel("Cached input").fill("0.3");
  await page.getByRole("button", { name: "Save price" }).click();
  const row = page.locator(`[data-price='${model}']`);
  await expect(row).toContainText("$15.50");
  await expect(row).toContainText("Set by you");
  await expect(page.getByLabel("Model", { exact: true })).toHaveValue("");

  await row.getByRole("link", { name: "Change" }).click();
  await expect(page.getByLabel("Output")).toHaveValue("15.5");
  await page.getByLabel("Output").fill("16");
  await page.getByRole("button", { name: "Save price" }).click();
  await expect(row).toContainText("$16.00");
  await inspect(page, "prices");

  await row.getByRole("button", { name: `Remove the price of ${model}` }).click();
  await expect(row).toHaveCount(0);
});
