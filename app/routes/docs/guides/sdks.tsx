import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";

const slug = "sdks";

export const meta = () => guideMeta(slug);

export default function Sdks() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>
        Any client of Evolution API 2 that lets you choose the server works: give it this address and a key of zapin in
        place of the global key.
      </p>
      <Code language="base address">{`${publicUrl}/v1`}</Code>

      <h2>JavaScript and TypeScript</h2>
      <p>
        With <code>@solufy/evolution-sdk</code>:
      </p>
      <Code language="TypeScript">{`
import { EvolutionClient } from "@solufy/evolution-sdk";

const client = new EvolutionClient({
  serverUrl: "${publicUrl}/v1",
  instance: "shop",
  token: process.env.ZAPIN_KEY,
});

await client.messages.sendText({ number: "5511988887777", text: "Hello" });
`}</Code>
      <p>Or with nothing but what the language has:</p>
      <Code language="TypeScript">{`
const answer = await fetch("${publicUrl}/v1/message/sendText/shop", {
  method: "POST",
  headers: { apikey: process.env.ZAPIN_KEY, "content-type": "application/json" },
  body: JSON.stringify({ number: "5511988887777", text: "Hello" }),
});
if (answer.status === 429) {
  const seconds = Number(answer.headers.get("retry-after"));
  // Wait that long, then try again.
}
const left = answer.headers.get("x-ratelimit-remaining");
`}</Code>

      <h2>Python</h2>
      <p>
        With <code>evolutionapi</code>:
      </p>
      <Code language="Python">{`
import os
from evolutionapi.client import EvolutionClient

client = EvolutionClient(
    base_url="${publicUrl}/v1",
    api_token=os.environ["ZAPIN_KEY"],
)
print(client.instances.fetch_instances())
`}</Code>
      <p>
        Or with <code>requests</code>:
      </p>
      <Code language="Python">{`
import os, requests

answer = requests.post(
    "${publicUrl}/v1/message/sendText/shop",
    headers={"apikey": os.environ["ZAPIN_KEY"]},
    json={"number": "5511988887777", "text": "Hello"},
)
answer.raise_for_status()
print(answer.json()["key"]["id"])
`}</Code>

      <h2>PHP</h2>
      <Code language="PHP">{`
$request = curl_init("${publicUrl}/v1/message/sendText/shop");
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => ["apikey: " . getenv("ZAPIN_KEY"), "content-type: application/json"],
    CURLOPT_POSTFIELDS => json_encode(["number" => "5511988887777", "text" => "Hello"]),
]);
$message = json_decode(curl_exec($request), true);
`}</Code>

      <h2>A client of your own</h2>
      <p>
        <a href="/openapi.json" className="font-medium text-accent-ink underline underline-offset-2">
          The OpenAPI document
        </a>{" "}
        describes both APIs, so a generator can write one in your language. Each operation carries its scope and its
        cost as <code>x-scope</code> and <code>x-messages</code>. To try one first, open its page in the{" "}
        <TextLink to="/docs/api">reference</TextLink>.
      </p>
    </GuidePage>
  );
}
