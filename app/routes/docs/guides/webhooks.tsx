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

      <h2>One endpoint for everything</h2>
      <p>
        An endpoint of the account gets the events of all instances, or of those that you choose, in one place. It also
        gets what zapin itself has to tell, such as a revoked key. In zapin's envelope each event carries its number in
        the log:
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/api/endpoints" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -d '{ "url": "https://example.com/hook", "format": "zapin", "events": ["messages.upsert", "zapin.key.revoked"] }'
`}</Code>
      <Code language="JSON">{`
{ "id": "evt_…", "sequence": 1204, "type": "messages.upsert", "instance": "shop", "at": 1764151200000, "data": { } }
`}</Code>
      <p>
        The answer holds the secret that signs its deliveries. <code>concurrency</code> says how many may be under way
        at the same time (1 keeps the order of the log), <code>ratePerSecond</code> how many may begin in a second.
      </p>

      <h2>Check the signature</h2>
      <p>
        Anybody may post to your address. Deliveries of zapin carry the three headers of Standard Webhooks, so that you
        can tell them apart: <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>.
        The secret of an instance's webhook is a matter of one call, with a key of the whole account:
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

      <p>
        To replace the secret of an endpoint, call <code>POST /api/endpoints/:id/secret/rotate</code> with an{" "}
        <code>overlap</code>: until it is over, <code>webhook-signature</code> holds a signature by each secret, with a
        space between them.
      </p>

      <h2>Answer quickly</h2>
      <p>
        Answer with any <code>2xx</code> within {deliveryTimeoutMs / 1000} seconds and work afterwards. Anything else
        counts as a failure, redirects too, and the event is delivered again: after 5 seconds, 5 minutes, half an hour,
        2, 5, 10, 14, 20 and 24 hours. <code>Retry-After</code> of yours is respected. An answer of <code>410</code>, or
        five days of nothing but failures, switches the endpoint off; the owners of the account hear of it by mail.
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
      <p>Or have it delivered, from a moment or a number on, in the order of the log:</p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/api/endpoints/ep_…/recover" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" -d '{ "since": "2026-11-26T08:00:00Z" }'
`}</Code>
      <p>
        What each type of event holds is in the <TextLink to="/docs/events">list of events</TextLink>.
      </p>
    </GuidePage>
  );
}
