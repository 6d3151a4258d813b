import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { cx } from "#app/components/ui/cx";
import { Input } from "#app/components/ui/input";
import type { UsageDimension } from "#workers/domain/usage-series";
import { usageDimensions } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";

export const ranges = ["24h", "7d", "30d", "own"] as const;
export type Range = (typeof ranges)[number];

export interface RangeValues {
  range: Range;
  by: UsageDimension;
  /** Dates, where the range is one's own. */
  from: string;
  to: string;
}

/** Which time, and split by what. All of it stands in the address. */
export function RangeForm({ values }: { values: RangeValues }) {
  const { range, by, from, to } = values;
  const own: Record<string, string> = range === "own" ? { from, to } : {};
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <Choices
          label={m.analytics_range()}
          chosen={range}
          choices={ranges.map((each) => ({
            id: each,
            text: rangeLabels[each](),
            to: `?${new URLSearchParams({ range: each, by })}`,
          }))}
        />
        <Choices
          label={m.analytics_by()}
          chosen={by}
          choices={usageDimensions.map((each) => ({
            id: each,
            text: dimensionLabels[each](),
            to: `?${new URLSearchParams({ range, by: each, ...own })}`,
          }))}
        />
      </div>
      {range === "own" && (
        <Form method="get" className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="range" value="own" />
          <input type="hidden" name="by" value={by} />
          <label className="grid gap-1">
            <span className="text-xs text-ink-faint">{m.analytics_from()}</span>
            <Input type="date" name="from" defaultValue={from} required />
          </label>
          <label className="grid gap-1">
            <span className="text-xs text-ink-faint">{m.analytics_to()}</span>
            <Input type="date" name="to" defaultValue={to} required />
          </label>
          <Button type="submit" variant="primary">
            {m.analytics_apply()}
          </Button>
        </Form>
      )}
    </div>
  );
}

interface ChoicesProps {
  label: string;
  chosen: string;
  choices: { id: string; text: string; to: string }[];
}

function Choices({ label, chosen, choices }: ChoicesProps) {
  return (
    <nav aria-label={label} className="flex min-w-0 flex-wrap items-center gap-2">
      <span className="text-xs text-ink-faint">{label}</span>
      <ul className="flex flex-wrap gap-0.5 rounded-control border border-line bg-sunken p-0.5">
        {choices.map(({ id, text, to }) => (
          <li key={id}>
            <Link
              to={to}
              preventScrollReset
              aria-current={id === chosen ? "true" : undefined}
              className={cx(
                "block rounded-[4px] px-2.5 py-1 text-[0.8125rem] font-medium",
                id === chosen ? "bg-surface text-ink shadow-card" : "text-ink-soft hover:text-ink",
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const rangeLabels: Record<Range, () => string> = {
  "24h": m.analytics_range_24h,
  "7d": m.analytics_range_7d,
  "30d": m.analytics_range_30d,
  own: m.analytics_range_own,
};

export const dimensionLabels: Record<UsageDimension, () => string> = {
  instance: m.analytics_by_instance,
  key: m.analytics_by_key,
  operation: m.analytics_by_operation,
  outcome: m.analytics_by_outcome,
};
