import type { DeliveryFigures } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

/** How the last 24 hours went: the share that arrived, and the figures behind it. */
export function SuccessRate({ figures }: { figures: DeliveryFigures }) {
  const count = new Intl.NumberFormat(getLocale());
  // Rounded down: a rate with failures in it must not read as 100 %.
  const share = new Intl.NumberFormat(getLocale(), {
    style: "percent",
    maximumFractionDigits: 1,
    roundingMode: "floor",
  } as Intl.NumberFormatOptions);
  const { delivered, failed, pending, successRate } = figures;
  return (
    <span className="inline-grid tabular-nums">
      <span className={successRate !== null && successRate < 0.95 ? "font-medium text-bad-ink" : "font-medium"}>
        {successRate === null ? m.webhooks_rate_none() : share.format(successRate)}
      </span>
      <span className="text-xs text-ink-soft">
        {m.webhooks_rate_figures({
          delivered: count.format(delivered),
          failed: count.format(failed),
          pending: count.format(pending),
        })}
      </span>
    </span>
  );
}
