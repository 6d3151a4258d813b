import { Link } from "@remix-run/react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";

export const botRanges = ["24h", "7d", "30d"] as const;
export type BotRange = (typeof botRanges)[number];

/** How far back: links, since each is a page with an address. */
export function BotRangeForm({ range }: { range: BotRange }) {
  return (
    <nav aria-label={m.bots_range()}>
      <ul className="inline-flex rounded-control border border-line-strong bg-surface p-0.5 shadow-card">
        {botRanges.map((each) => (
          <li key={each}>
            <Link
              to={`?range=${each}`}
              preventScrollReset
              aria-current={each === range ? "page" : undefined}
              className={cx(
                "block rounded-[calc(var(--radius-control)-2px)] px-3 py-1 text-[0.8125rem] font-medium",
                each === range ? "bg-accent-soft text-accent-ink" : "text-ink-soft hover:text-ink",
              )}
            >
              {rangeTexts[each]()}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const rangeTexts: Record<BotRange, () => string> = {
  "24h": m.bots_range_day,
  "7d": m.bots_range_week,
  "30d": m.bots_range_month,
};
