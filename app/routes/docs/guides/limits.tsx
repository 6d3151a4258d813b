import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { PlanFigures, type PlanFigure } from "#app/components/plans/plan-figures";
import { TextLink } from "#app/components/ui/text-link";
import { idempotencyKeptMs } from "#workers/domain/idempotency";
import { m } from "#workers/i18n/paraglide/messages";

const slug = "limits";

const figures: PlanFigure[] = [
  "messagesPerPeriod",
  "requestsPerSecond",
  "requestsPerMinute",
  "requestsPerDay",
  "instances",
  "bots",
  "endpoints",
  "seats",
  "liveSockets",
  "eventRetentionDays",
  "requestRetentionDays",
];

export const meta = () => guideMeta(slug);

export default function Limits() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>Two things are counted, for the whole account and to the last one:</p>
      <ul>
        <li>
          <strong>Messages</strong> in your billing period. A send costs one, a send of media, a sticker or a status
          two; reading costs none. The reference shows the cost of each operation.
        </li>
        <li>
          <strong>Requests</strong> in a second, in a minute and in a day (UTC), over all keys.
        </li>
      </ul>
      <p>
        A key and an instance can each have a budget of messages and a rate of requests of their own beside that. A
        request must fit under all limits that apply, and is counted under all of them or none.
      </p>
      <PlanFigures figures={figures} aria-label={m.common_plans_title()} />

      <h2>What is not charged</h2>
      <p>
        What the WhatsApp server did not do is given back: refusals, network failures, errors, and answers of{" "}
        <code>201</code> with an error inside. Only a timeout counts, since the message may still go out.
      </p>

      <h2>What every answer tells</h2>
      <Code language="headers">{`
RateLimit-Policy: "requests_second";q=30;w=1, "requests";q=300;w=60, "requests_day";q=100000;w=86400, "messages";q=10000;w=2592000
RateLimit: "requests_second";r=29;t=1, "requests";r=299;t=60, "requests_day";r=99999;t=43200, "messages";r=9999;t=2592000
X-RateLimit-Limit: 10000
X-RateLimit-Remaining: 9999
X-RateLimit-Reset: 1798761600
`}</Code>
      <p>
        <code>RateLimit</code> has every limit: <code>r</code> is what is left, <code>t</code> the seconds until it
        opens anew. Limits of the key or the instance stand there as <code>key_messages</code>,{" "}
        <code>key_requests</code>, <code>instance_messages</code> and <code>instance_requests</code>.{" "}
        <code>X-RateLimit-*</code> has the one that you will meet first, that of the second aside.
      </p>

      <h2>At a limit</h2>
      <p>
        The answer is <code>429</code> with <code>Retry-After</code> in seconds, and nothing was sent. Its{" "}
        <code>code</code> is <TextLink to="/docs/errors/rate_limited">rate_limited</TextLink> for requests and{" "}
        <TextLink to="/docs/errors/quota_exceeded">quota_exceeded</TextLink> for messages, and <code>limit</code> says
        which one was met, when it opens again and where it is raised:
      </p>
      <Code language="JSON">{`
"limit": {
  "name": "instance_messages",
  "limit": 1000,
  "remaining": 0,
  "opensAt": "2026-12-10T07:00:00.000Z",
  "raise": "${publicUrl}/instances/shop/settings"
}
`}</Code>
      <Code language="TypeScript">{`
async function call(url: string, init: RequestInit, tries = 3): Promise<Response> {
  const answer = await fetch(url, init);
  const seconds = Number(answer.headers.get("retry-after") ?? 1);
  if (answer.status !== 429 || tries === 1 || seconds > 120) return answer;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return call(url, init, tries - 1);
}
`}</Code>

      <h2 id="raise">Raise a limit</h2>
      <p>
        The limit of a key is changed at <TextLink to="/api-keys">API keys</TextLink>, that of an instance in its
        settings or with <code>PATCH /api/instances/:name/limits</code>; both hold from the next request on. Limits of
        the plan are raised with a larger plan, which an owner of the account asks the operator for.
      </p>

      <h2>Send once</h2>
      <p>
        When an answer is lost on the way, nobody knows whether the message went out. Send a text of your own with every
        write, new for each message, and repeat the request with the same one: it gets the first answer, is done once
        and charged once. Keys are kept for {idempotencyKeptMs / 3_600_000} hours.
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/v1/message/sendText/shop" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -H "Idempotency-Key: order-1017-ready" \\
  -d '{ "number": "5511988887777", "text": "Your order is ready" }'
`}</Code>

      <h2>What else has an end</h2>
      <ul>
        <li>
          A body of <code>/v1</code> may be 136 MB large, one of <code>/api</code> 64 KB:{" "}
          <TextLink to="/docs/errors/too_large">too_large</TextLink>.
        </li>
        <li>
          Instances, bots, endpoints and seats are limited by the plan, to the last one also when several are made at
          once: <TextLink to="/docs/errors/plan_limit">plan_limit</TextLink>.
        </li>
        <li>Events and requests are kept for the plan's days.</li>
      </ul>
    </GuidePage>
  );
}
