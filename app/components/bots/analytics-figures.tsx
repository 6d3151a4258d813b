import type { ReactNode } from "react";
import { Card } from "#app/components/ui/card";
import type { PublicBotAnalytics } from "#workers/services/bots/analytics";
import { m } from "#workers/i18n/paraglide/messages";
import { dollars, figure, milliseconds, percent } from "./money";

/** The figures of the span at a glance. */
export function AnalyticsFigures({ analytics }: { analytics: PublicBotAnalytics }) {
  const { answers, failures, conversations, handedOff, contacts, messages, durationMs, tokens, costUsd } = analytics;
  const failed = Object.values(failures).reduce((sum, count) => sum + (count ?? 0), 0);
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 px-4 py-4 sm:px-5 md:grid-cols-3 lg:grid-cols-6">
        <Figure
          label={m.bots_figure_sessions()}
          value={figure(conversations)}
          note={m.bots_figure_contacts({ count: figure(contacts) })}
        />
        <Figure
          label={m.bots_figure_answers()}
          value={figure(answers)}
          note={m.bots_figure_messages({ count: figure(messages) })}
        />
        <Figure
          label={m.bots_figure_rate()}
          value={percent(analytics.answerRate)}
          note={m.bots_figure_failed({ count: figure(failed) })}
        />
        <Figure
          label={m.bots_figure_handed()}
          value={percent(analytics.handOffRate)}
          note={m.bots_figure_handed_count({ count: figure(handedOff) })}
        />
        <Figure
          label={m.bots_figure_time()}
          value={milliseconds(durationMs.p50)}
          note={m.bots_figure_slow({ duration: milliseconds(durationMs.p95) })}
        />
        <Figure
          label={m.bots_figure_cost()}
          value={dollars(costUsd)}
          note={
            <>
              {m.bots_figure_tokens({ count: figure(tokens.input + tokens.output) })}
              {analytics.unpriced > 0 && <> · {m.bots_figure_unpriced({ count: figure(analytics.unpriced) })}</>}
            </>
          }
        />
      </dl>
    </Card>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[0.8125rem] text-ink-soft">{label}</dt>
      <dd className="mt-0.5 text-lg font-semibold tracking-tight tabular-nums">{value}</dd>
      <dd className="text-xs text-ink-faint">{note}</dd>
    </div>
  );
}
