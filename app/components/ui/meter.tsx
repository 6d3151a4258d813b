import { useId, type ReactNode } from "react";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { m } from "#workers/i18n/paraglide/messages";
import { cx } from "./cx";

export interface MeterProps {
  label: ReactNode;
  used: number;
  /** null where there is no limit: the count is shown without a bar. */
  limit: number | null;
  note?: ReactNode;
  /** How an amount is written, where it is no plain count. */
  format?: (amount: number) => string;
}

/** How much of a limit is used. Turns orange at three quarters and rose when nothing is left. */
export function Meter({ label, used, limit, note, format = figure }: MeterProps) {
  const id = useId();
  const share = limit === null ? 0 : limit > 0 ? used / limit : 1;
  const colour = share >= 1 ? "bg-bad" : share >= 0.75 ? "bg-warn" : "bg-accent";
  const figures = limit === null ? format(used) : m.common_meter_of({ used: format(used), limit: format(limit) });
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-[0.8125rem]">
        <span id={id} className="text-ink-soft">
          {label}
        </span>
        <span className={cx("tabular-nums", share >= 1 ? "font-medium text-bad-ink" : "text-ink")}>{figures}</span>
      </div>
      {limit !== null && (
        <div
          role="meter"
          aria-labelledby={id}
          aria-valuemin={0}
          aria-valuemax={Math.max(limit, used, 1)}
          aria-valuenow={used}
          aria-valuetext={figures}
          className="h-1.5 overflow-hidden rounded-full bg-line"
        >
          <div
            className={cx("h-full rounded-full", colour)}
            // A little that is used must be seen to be used.
            style={{ width: used > 0 ? `max(3px, ${Math.min(share, 1) * 100}%)` : "0" }}
          />
        </div>
      )}
      {note != null && <p className="text-xs text-ink-faint">{note}</p>}
    </div>
  );
}

function figure(amount: number): string {
  return new Intl.NumberFormat(getLocale()).format(amount);
}
