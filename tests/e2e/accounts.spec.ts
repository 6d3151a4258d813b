import { expect, freshName, test } from "../support/e2e";

test("signing in leads to where one wanted to be, and signing out ends it", async ({ page, demo }) => {
  await page.goto("/api-keys");
  await expect(page).toHaveURL(/\/login\?next=%2Fapi-keys$/);
  await page.getByLabel("Email address").fill(demo.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("The email address or the password is not right.");
  await expect(page.getByLabel("Email address")).toHaveValue(demo.email);

  await page.getByLabel("Password").fill(demo.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/api-keys$/);

  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/api-keys");
  await expect(page).toHaveURL(/\/login/);
});

test("a forgotten password is replaced by mail", async ({ page }) => {
  const email = `${freshName("rui")}@example.com`;
  const register = async () => {
    await page.goto("/register");
    await page.getByLabel("Name").fill("Rui");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("the first password");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  };
  const openMail = async () => {
    await page.goto("/dev/mail");
    await expect(page.getByText(email).first()).toBeVisible();
    await page.getByRole("link", { name: "Open the link" }).first().click();
  };
  await register();
  await openMail();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.context().clearCookies();

  await page.goto("/forgot-password");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(/is on its way/)).toBeVisible();
  await openMail();
  await page.getByLabel("New password").fill("the second password");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByText(/Your password is changed/)).toBeVisible();
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill("the second password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one can sign in, and make a key that is shown", async ({ page, demo }) => {
    await page.goto("/login?next=/api-keys");
    await page.getByLabel("Email address").fill(demo.email);
    await page.getByLabel("Password").fill(demo.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/api-keys$/);
    await page.getByLabel("Name").fill("no script");
    await page.getByRole("button", { name: "Create key" }).click();
    await expect(page.locator("[data-issued-key]")).toHaveText(/^zpn_/);
  });
});

test("a page speaks the language that was chosen", async ({ console: page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Português (Brasil)" }).last().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await page.getByRole("button", { name: "Bahasa Indonesia" }).last().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
});
