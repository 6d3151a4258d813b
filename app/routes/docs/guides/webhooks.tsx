import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";
import { deliveryTimeoutMs } from "#workers/domain/delivery";

const slug = "webhooks";

export const meta = () => guideMeta(slug);

export default function Webhooks() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>
        Each instance can have a webhook: an address of yours to which its events are posted, in Evolution's own words.
        Set it on the instance's page, or by the API:
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/v1/webhook/set/shop" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -d '{ "webhook": { "enabled": true, "url": "https://example.com/hook", "events": [] } }'
`}</Code>
      <p>
        An empty list means all events. <code>byEvents</code> appends the event's name to the address, as{" "}
        <code>/messages-upsert</code>. Headers of your own go with every delivery.
      </p>

      <h2>Check the signature</h2>
      <p>
        Anybody may post to your address. Deliveries of zapin carry the three headers of Standard Webhooks, so that you
        can tell them apart: <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>.
        The secret is a matter of one call, with a key of the whole account:
      </p>
      <Code language="curl">{`
curl "${publicUrl}/api/instances/shop/webhook/secret" -H "apikey: $ZAPIN_KEY"
`}</Code>
      <p>
        The library <code>standardwebhooks</code> does the rest. It needs the body exactly as it came, before anything
        has parsed it.
      </p>
      <Code language="TypeScript">{`
import express from "express";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET); // whsec_…
const app = express();

app.post("/hook", express.raw({ type: "application/json" }), (request, response) => {
  let event;
  try {
    event = webhook.verify(request.body.toString(), request.headers);
  } catch {
    return response.sendStatus(401);
  }
  response.sendStatus(204);
  // Then the work: event.event, event.instance, event.data
});
`}</Code>
      <Code language="Python">{`
import os
from flask import Flask, request
from standardwebhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ["WEBHOOK_SECRET"])
app = Flask(__name__)

@app.post("/hook")
def hook():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "", 401
    print(event["event"], event["instance"])
    return "", 204
`}</Code>
      <p>Without a library it is an HMAC over three parts:</p>
      <Code language="pseudo code">{`
key       = base64decode(secret without "whsec_")
signed    = webhook-id + "." + webhook-timestamp + "." + body
expected  = "v1," + base64(hmac_sha256(key, signed))
accept if webhook-signature holds expected (compare in constant time)
      and webhook-timestamp is less than five minutes off
`}</Code>

      <h2>Answer quickly</h2>
      <p>
        Answer with any <code>2xx</code> within {deliveryTimeoutMs / 1000} seconds and work afterwards. Anything else
        counts as a failure, redirects too, and the event is delivered again: after 5 seconds, 5 minutes, half an hour,
        2, 5, 10, 14, 20 and 24 hours. <code>Retry-After</code> of yours is respected.
      </p>

      <h2>Expect repetitions</h2>
      <p>
        An event arrives at least once. <code>webhook-id</code> is the event's own id and stays the same at every
        attempt: keep the ids that you have seen, and leave out what comes twice.
      </p>

      <h2>Read again what you missed</h2>
      <p>
        Events are numbered without gaps and kept for as many days as your plan says. Ask for those after the last one
        that you have; the answer's <code>next</code> is where to go on.
      </p>
      <Code language="curl">{`
curl "${publicUrl}/api/events?after=0&limit=100" -H "apikey: $ZAPIN_KEY"
`}</Code>
      <p>
        The names of events are in the <TextLink to="/docs/api/webhook">reference</TextLink>.
      </p>
    </GuidePage>
  );
}
