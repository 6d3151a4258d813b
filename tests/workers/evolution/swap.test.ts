import { expect, test } from "vitest";
import { swapStream, swapText, type Swap } from "#workers/evolution/swap";

const swap: Swap = {
  tenantId: "abcdefghij012345",
  token: "TOKEN-OF-UPSTREAM",
  key: "zpn_key",
  hidden: ["operator-key"],
};
const body = `{"a":"abcdefghij012345--shop","é":"TOKEN-OF-UPSTREAM operator-key","b":"abcdefghij012345-"}`;
const swapped = `{"a":"shop","é":"zpn_key ","b":"abcdefghij012345-"}`;

test("names, token and the operator's key are swapped, nothing else", () => {
  expect(swapText(body, swap)).toBe(swapped);
});

test("a relay token leaves neither in a text nor in a stream, wherever its chunks are cut", async () => {
  const token = `rly_abcdefghij012345_bot_${"a1".repeat(10)}_${"0f".repeat(16)}`;
  const text = `{"url":"https://zapin.example/relay/${token}/api","typebot":"menu"}`;
  const told = '{"url":"https://zapin.example/relay/***/api","typebot":"menu"}';
  expect(swapText(text, swap)).toBe(told);
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size++) {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    expect(await new Response(stream.pipeThrough(swapStream(swap))).text()).toBe(told);
  }
});

test("a stream keeps characters whole that the swap would cut in two", async () => {
  for (let padding = 0; padding < 40; padding++) {
    const text = "x".repeat(padding) + "👩‍👩‍👧‍👦".repeat(20);
    const stream = new Response(text).body!.pipeThrough(swapStream(swap));
    expect(await new Response(stream).text()).toBe(text);
  }
});

test("a stream is swapped alike, wherever its chunks are cut", async () => {
  const bytes = new TextEncoder().encode(body);
  for (let size = 1; size <= bytes.length; size++) {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    expect(await new Response(stream.pipeThrough(swapStream(swap))).text()).toBe(swapped);
  }
});
