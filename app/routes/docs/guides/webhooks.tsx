import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";
import { deliveryTimeoutMs, disableAfterMs } from "#workers/domain/delivery";

const slug = "webhooks";

export const meta = () => guideMeta(slug);

export default function Webhooks() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>
        An endpoint is an address of yours to which events are posted: those of all instances or of some, of all types
        or of some. Make one at <TextLink to="/webhooks">Webhooks</TextLink>, where you see every delivery with what
        your receiver answered, or by the API with a key of the whole account:
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/api/endpoints" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -d '{ "url": "https://example.com/hook", "events": ["messages.upsert"], "instances": ["shop"] }'
`}</Code>
      <p>
        Without <code>events</code> or <code>instances</code> it gets all of them, also those still to come. The answer
        holds the endpoint's <code>id</code> and its <code>secret</code>. The body is Evolution's own, or with{" "}
        <code>"format": "zapin"</code> an envelope with the event's id and number. <code>headers</code> of your own go
        with every delivery; <code>"concurrency": 1</code> keeps the order of the log, and <code>ratePerSecond</code>{" "}
        spares a small receiver. <code>GET /api/event-types</code> lists the types, each with a schema and a sample.
      </p>
      <p>
        What zapin itself has to tell, such as a revoked key, comes there too. This is an event in zapin's envelope:
      </p>
      <Code language="JSON">{`
{ "id": "evt_…", "sequence": 1204, "type": "messages.upsert", "instance": "shop", "at": 1764151200000, "data": { } }
`}</Code>

      <h2>Evolution's webhook of one instance</h2>
      <p>Programs that set their webhook as on an Evolution server go on doing so:</p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/v1/webhook/set/shop" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -d '{ "webhook": { "enabled": true, "url": "https://example.com/hook", "events": [] } }'
`}</Code>
      <p>
        An empty list means all events. <code>byEvents</code> appends the event's name to the address, as{" "}
        <code>/messages-upsert</code>. It is signed, retried and shown as every endpoint is.
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
      <p>Without a library, here in PHP, it is an HMAC over three parts:</p>
      <Code language="PHP">{`
<?php
$body = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$key = base64_decode(substr(getenv('WEBHOOK_SECRET'), strlen('whsec_')));
$expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));

$valid = false;
foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $signature) {
    $valid = hash_equals($expected, $signature) || $valid;
}
if (!$valid || abs(time() - (int) $time) > 300) {
    http_response_code(401);
    exit;
}
http_response_code(204);
$event = json_decode($body, true);
`}</Code>
      <Code language="pseudo code">{`
key       = base64decode(secret without "whsec_")
signed    = webhook-id + "." + webhook-timestamp + "." + body
expected  = "v1," + base64(hmac_sha256(key, signed))
accept if webhook-signature holds expected (compare in constant time)
      and webhook-timestamp is less than five minutes off
`}</Code>

      <h2>Change the secret</h2>
      <p>
        A new secret need not interrupt anything. While the old one still signs, for an hour, a day or a week as you
        choose, <code>webhook-signature</code> holds a signature by each, separated by a space: a receiver accepts the
        delivery if one of them fits. Rotate, put the new secret into your receiver, and let the old one run out.
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/api/endpoints/$ENDPOINT_ID/secret/rotate" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" -d '{ "overlap": "24h" }'
`}</Code>

      <h2>Answer quickly</h2>
      <p>
        Answer with any <code>2xx</code> within {deliveryTimeoutMs / 1000} seconds and work afterwards. Anything else
        counts as a failure, redirects too, and the event is delivered again: after 5 seconds, 5 minutes, half an hour,
        2, 5, 10, 14, 20 and 24 hours, each a little later by chance. <code>Retry-After</code> of yours is respected, up
        to a day. After the last attempt the delivery has failed; it stays on the endpoint's page, where a click tries
        it again.
      </p>

      <h2>When a receiver stays away</h2>
      <p>
        An endpoint of which every attempt failed for {disableAfterMs / dayMs} days is switched off, and one that
        answers <code>410</code> at once. The account's owners get a mail, and other endpoints the event{" "}
        <code>zapin.endpoint.disabled</code>. Nothing is lost: events stay in the log for as many days as your plan
        says. Mend the receiver, switch the endpoint on, and recover what it missed, from a moment or from a number of
        the log:
      </p>
      <Code language="curl">{`
curl -X PATCH "${publicUrl}/api/endpoints/$ENDPOINT_ID" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" -d '{ "enabled": true }'
curl -X POST "${publicUrl}/api/endpoints/$ENDPOINT_ID/recover" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" -d '{ "since": "2026-11-26T08:00:00Z" }'
`}</Code>
      <p>
        What has arrived already is left out, unless you say <code>"repeat": true</code>.
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
        What each type of event holds is in the <TextLink to="/docs/events">list of events</TextLink>.
      </p>
    </GuidePage>
  );
}

const dayMs = 24 * 60 * 60_000;
