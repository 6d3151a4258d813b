import { Badge } from "#app/components/ui/badge";
import { CodeBlock } from "#app/components/ui/code-block";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import type { SendAnswer } from "./answer";

/** What the API answered, what that cost, and what is left. */
export function SendResult({ answer }: { answer: SendAnswer }) {
  const sent = answer.status >= 200 && answer.status < 300;
  const { messages } = answer.usage.meters;
  const figure = new Intl.NumberFormat(getLocale());
  return (
    <section aria-live="polite" className="space-y-2" data-send-status={answer.status}>
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={sent ? "good" : "bad"}>HTTP {answer.status}</Badge>
        <span className="text-ink-soft tabular-nums">
          {sent ? m.instances_send_cost() : m.instances_send_free()}{" "}
          {m.instances_send_left({
            remaining: figure.format(messages.remaining),
            limit: figure.format(messages.limit),
          })}
        </span>
      </div>
      <CodeBlock
        code={JSON.stringify(answer.body, null, 2)}
        language="JSON"
        copyLabel={m.instances_send_copy_answer()}
        className="[&_pre]:max-h-72"
      />
    </section>
  );
}
