import type { LoggedRequest } from "#workers/domain/request";
import { m } from "#workers/i18n/paraglide/messages";
import { milliseconds } from "./request-table";

/** Where a request's time went: a bar, and the figures that it is drawn from. */
export function RequestTiming({ request }: { request: Pick<LoggedRequest, "totalMs" | "admitMs" | "upstreamMs"> }) {
  const { totalMs, admitMs, upstreamMs } = request;
  const parts = [
    { label: m.logs_timing_admit(), durationMs: admitMs, colour: "bg-accent" },
    { label: m.logs_timing_upstream(), durationMs: upstreamMs, colour: "bg-busy" },
    {
      label: m.logs_timing_rest(),
      durationMs: Math.max(0, totalMs - (admitMs ?? 0) - (upstreamMs ?? 0)),
      colour: "bg-ink-faint",
    },
  ].filter((part): part is typeof part & { durationMs: number } => part.durationMs !== null);
  const sum = Math.max(
    1,
    parts.reduce((all, part) => all + part.durationMs, 0),
  );
  return (
    <div className="grid gap-4">
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-full bg-line">
        {parts.map(({ label, durationMs, colour }) => (
          <div key={label} className={colour} style={{ width: `${(durationMs / sum) * 100}%` }} />
        ))}
      </div>
      <dl className="grid gap-2">
        {parts.map(({ label, durationMs, colour }) => (
          <div key={label} className="flex items-center justify-between gap-3">
            <dt className="flex items-center gap-2 text-ink-soft">
              <span aria-hidden="true" className={`size-2.5 rounded-full ${colour}`} />
              {label}
            </dt>
            <dd className="tabular-nums">{milliseconds(durationMs)}</dd>
          </div>
        ))}
        <div className="flex justify-between gap-3 border-t border-line pt-2 font-medium">
          <dt>{m.logs_timing_total()}</dt>
          <dd className="tabular-nums">{milliseconds(totalMs)}</dd>
        </div>
      </dl>
    </div>
  );
}
