import { Badge } from "#app/components/ui/badge";
import { CodeBlock } from "#app/components/ui/code-block";
import { Time } from "#app/components/ui/time";
import type { DeliveryAttempt } from "#workers/domain/delivery";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

/** Each attempt of a delivery, the last one first: what was sent, and what came back. */
export function AttemptList({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  if (attempts.length === 0) return <p className="text-ink-soft">{m.webhooks_attempts_none()}</p>;
  return (
    <ol className="space-y-4">
      {attempts
        .map((attempt, index) => ({ attempt, number: index + 1 }))
        .reverse()
        .map(({ attempt, number }) => (
          <li key={number} className="space-y-2 rounded-control border border-line p-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{m.webhooks_attempt({ number })}</span>
              <AttemptBadge attempt={attempt} />
              <span className="text-ink-soft">
                <Time at={attempt.at} format="datetime" />
              </span>
            </div>
            <AttemptOutcome attempt={attempt} />
            {attempt.request && <SentHeaders request={attempt.request} />}
          </li>
        ))}
    </ol>
  );
}

/** What came of an attempt, in a sentence, and what the receiver said. */
export function AttemptOutcome({ attempt }: { attempt: DeliveryAttempt }) {
  const ms = new Intl.NumberFormat(getLocale()).format(attempt.durationMs);
  return (
    <div className="space-y-2">
      <p className="text-ink-soft">
        {attempt.status === null
          ? m.webhooks_attempt_no_answer({ ms })
          : m.webhooks_attempt_answered({ status: attempt.status, ms })}
        {attempt.error && <span className="text-bad-ink"> {attempt.error}</span>}
      </p>
      {attempt.response && (
        <CodeBlock code={attempt.response} language={m.webhooks_response()} copyLabel={m.webhooks_response_copy()} />
      )}
    </div>
  );
}

function AttemptBadge({ attempt: { status } }: { attempt: DeliveryAttempt }) {
  if (status === null) return <Badge tone="bad">{m.webhooks_no_answer()}</Badge>;
  return <Badge tone={status >= 200 && status < 300 ? "good" : "bad"}>{status}</Badge>;
}

function SentHeaders({ request }: { request: NonNullable<DeliveryAttempt["request"]> }) {
  const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <details>
      <summary className="w-fit cursor-pointer text-ink-soft">{m.webhooks_request()}</summary>
      <CodeBlock
        className="mt-2"
        code={[`POST ${request.url}`, ...lines].join("\n")}
        language={m.webhooks_request()}
        copyLabel={m.webhooks_request_copy()}
      />
    </details>
  );
}
