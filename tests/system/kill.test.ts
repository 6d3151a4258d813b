import { afterAll, beforeAll, expect, test } from "vitest";
import { givenServer, type Demo, type TestServer } from "./server";

let server: TestServer;
let demo: Demo;

beforeAll(async () => {
  server = await givenServer(8793);
  await server.start();
  demo = await server.seed();
});
afterAll(async () => server?.remove());

async function budgetedKey(messages: number): Promise<string> {
  const answer = await fetch(`${server.url}/api/keys`, {
    method: "POST",
    headers: { apikey: demo.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ name: "budget", limits: { messages } }),
  });
  return ((await answer.json()) as { key: string }).key;
}

async function send(key: string): Promise<{ status: number; headers: Headers }> {
  const answer = await fetch(`${server.url}/v1/message/sendText/${demo.instance}`, {
    method: "POST",
    headers: { apikey: key, "content-type": "application/json" },
    body: JSON.stringify({ number: "5511988887777", text: "hi" }),
  });
  await answer.arrayBuffer();
  return answer;
}

/** Sends at once; a send whose connection breaks counts as unanswered. */
function burst(key: string, count: number): Promise<(number | "unanswered")[]> {
  return Promise.all(
    Array.from({ length: count }, () =>
      send(key).then(
        ({ status }) => status,
        () => "unanswered" as const,
      ),
    ),
  );
}

const passed = (statuses: (number | "unanswered")[]) => statuses.filter((status) => status === 201).length;

test("of 200 parallel sends a key with a budget of 50 lets exactly 50 through", async () => {
  const key = await budgetedKey(50);
  const statuses = await burst(key, 200);
  expect(passed(statuses)).toBe(50);
  expect(statuses.filter((status) => status === 429)).toHaveLength(150);
  const { headers } = await send(key);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(headers.get("ratelimit")).toContain('"key_messages";r=0');
});

test("the process killed in the middle never lets more than the budget through", async () => {
  const budget = 120;
  const key = await budgetedKey(budget);
  let answered = 0;
  const sends = Array.from({ length: 200 }, async () => {
    try {
      const { status } = await send(key);
      if (++answered === 30) await server.kill();
      return status;
    } catch {
      return "unanswered" as const;
    }
  });
  const before = await Promise.all(sends);
  expect(before).toContain("unanswered");
  await server.start();
  const after = await burst(key, 200);
  expect(after).toContain(429);
  expect(passed(before) + passed(after)).toBeLessThanOrEqual(budget);
  // What the crash may cost: what was admitted and never answered, and one lead of the watermark.
  const unanswered = before.filter((status) => status === "unanswered").length;
  expect(passed(before) + passed(after)).toBeGreaterThanOrEqual(budget - unanswered - 8);
  expect(await burst(key, 5)).toEqual([429, 429, 429, 429, 429]);
});
