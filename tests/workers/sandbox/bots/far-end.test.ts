import { beforeEach, expect, test, vi } from "vitest";
import { FarEnd, Unreachable } from "#workers/sandbox/bots/far-end";

const answer = async (): Promise<Response> => Response.json({ by: "loopback" });

beforeEach(() => {
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ by: "network" }));
});

test("what is addressed to this very Worker goes round through the loopback, all else over the network", async () => {
  const farEnd = new FarEnd("http://localhost:8787", answer);
  expect(await farEnd.post("http://localhost:8787/relay/x", {})).toEqual({ by: "loopback" });
  expect(await farEnd.post("http://localhost:8788/relay/x", {})).toEqual({ by: "network" });
  expect(await farEnd.post("https://localhost:8787/relay/x", {})).toEqual({ by: "network" });
});

test.each(["", "bots.example", "ftp://bots.example", "https://"])("%j is no address", async (url) => {
  await expect(new FarEnd("http://localhost:8787", answer).post(url, {})).rejects.toThrow(Unreachable);
});

test("an answer that never ends is cut off", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent++;
      controller.enqueue(new Uint8Array(1_000_000).fill(120));
    },
  });
  const farEnd = new FarEnd("http://localhost:8787", async () => new Response(endless));
  await expect(farEnd.post("http://localhost:8787/relay/x", {})).rejects.toThrow("too long");
  expect(sent).toBeLessThan(10);
});
