import { expect, look, test, untilLive } from "../support/e2e";
import { hookTokens } from "../support/hook-tokens";

test("an event sent to the hook shows in the monitor within a second, waits while paused, and shows its body", async ({
  console: page,
  api,
  demo,
}) => {
  await untilLive(page, "/logs/events?type=messages.upsert");
  const rows = page.getByRole("row").filter({ hasText: "messages.upsert" });
  const receive = async (text: string) => {
    const answer = await api.post(`/api/sandbox/phones/${demo.instance}/receive`, { data: { text } });
    expect(answer.status(), await answer.text()).toBe(201);
  };
  const before = await rows.count();
  await receive("to the monitor");
  await expect(rows).toHaveCount(before + 1);
  const shownAt = Date.now();
  const log = (await (await api.get("/api/events?type=messages.upsert&limit=500")).json()) as {
    events: { at: number; sequence: number }[];
  };
  expect(shownAt - log.events.at(-1)!.at).toBeLessThan(1_000);

  await page.getByRole("button", { name: "Pause" }).click();
  await receive("while paused");
  await expect(page.getByRole("button", { name: "Go on (1 waiting)" })).toBeVisible();
  await expect(rows).toHaveCount(before + 1);
  await page.getByRole("button", { name: /Go on/ }).click();
  await expect(rows).toHaveCount(before + 2);

  await rows.first().getByRole("link").click();
  await expect(page.getByLabel("Body of the event")).toContainText("while paused");
});

test("the page of a large event says how large it is, and where it is whole", async ({ console: page, api, demo }) => {
  const instance = `${demo.apiKey.split("_")[2]}--${demo.instance}`;
  const data = { key: { id: "LARGE", fromMe: false }, message: { base64: "A".repeat(1_600_000) } };
  const hook = `/hooks/evolution/sandbox/${hookTokens(".wrangler/e2e/variables").of("sandbox", instance)}`;
  const sent = await api.post(hook, { data: { event: "call", instance, data, apikey: null } });
  expect(sent.status(), await sent.text()).toBe(200);
  await page.goto("/logs/events?type=call");
  await page.getByRole("row").filter({ hasText: "call" }).first().getByRole("link").click();
  await expect(page.getByText("The data of this event is 1.6 MB and is left out here.")).toBeVisible();
  await expect(page.getByLabel("Body of the event")).toContainText('"data": null');
  await look(page, "large-event");
  const path = (await page.getByText(/^GET /).textContent())!.slice("GET ".length);
  expect(((await (await api.get(path)).json()) as { body: { data: unknown } }).body.data).toEqual(data);
});

test("the instance's page tells how it worked, keeps whether it restarts by itself, and leads to its deliveries", async ({
  console: page,
  api,
  demo,
}) => {
  const set = await api.post(`/v1/webhook/set/${demo.instance}`, {
    data: { webhook: { enabled: true, url: "https://receiver.example/hook", events: ["CALL"] } },
  });
  expect(set.status(), await set.text()).toBe(201);
  await page.goto(`/instances/${demo.instance}`);
  await expect(page.getByRole("heading", { name: "Health of the last 30 days" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Connected and working for [\d.]+% of the time/ })).toBeVisible();
  await page.getByText("Every change").click();
  await expect(page.getByRole("row").filter({ hasText: "Connected" }).first()).toBeVisible();

  const form = page.locator("form").filter({ has: page.getByRole("switch", { name: "Restart it by itself" }) });
  await form.getByRole("switch").check();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Restart it by itself" })).toBeChecked();

  await page.getByRole("link", { name: "Its deliveries" }).click();
  await expect(page).toHaveURL(/\/webhooks\/ep_/);
});
