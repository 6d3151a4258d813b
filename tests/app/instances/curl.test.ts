import { describe, expect, it } from "vitest";
import { curlCommand, sendTextUrl } from "#app/components/instances/curl";

describe("curlCommand", () => {
  it("keeps the key in a header and quotes what a shell would touch", () => {
    const command = curlCommand({
      url: sendTextUrl("https://zapin.example", "my shop"),
      key: "$ZAPIN_KEY",
      body: { number: "5511987654321", text: "it's $5" },
    });
    expect(command).toBe(
      [
        `curl -X POST 'https://zapin.example/v1/message/sendText/my%20shop' \\`,
        `  -H "apikey: $ZAPIN_KEY" \\`,
        `  -H "content-type: application/json" \\`,
        `  -d '{"number":"5511987654321","text":"it'\\''s $5"}'`,
      ].join("\n"),
    );
  });
});
