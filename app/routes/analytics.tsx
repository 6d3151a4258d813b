import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Download } from "lucide-react";
import { GroupsTable } from "#app/components/analytics/groups-table";
import { RangeForm, ranges, type Range } from "#app/components/analytics/range-form";
import { Totals } from "#app/components/analytics/totals";
import { GroupsChart, LatencyChart, MessagesChart, OutcomesChart } from "#app/components/analytics/usage-charts";
import type { BucketLabel } from "#app/components/charts/series";
import { Alert } from "#app/components/ui/alert";
import { buttonStyle } from "#app/components/ui/button";
import { PageHeader } from "#app/components/ui/page-header";
import { TextLink } from "#app/components/ui/text-link";
import { requireTenant } from "#app/session/require-tenant";
import { usageDimensions, type UsageSeries } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { readSeries } from "#workers/services/usage/series";

export const meta: MetaFunction = () => [{ title: `${m.analytics_title()} · zapin` }];

const dayMs = 86_400_000;

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const asked = new URL(args.request.url).searchParams;
  const range: Range = ranges.find((each) => each === asked.get("range")) ?? "24h";
  const by = usageDimensions.find((each) => each === asked.get("by")) ?? "instance";
  const [from, to] = [asked.get("from") ?? "", asked.get("to") ?? ""];
  const query = queryOf(range, { from, to }, ctx.now());
  const read = await readSeries(ctx, { ...query, by });
  const exported = `/api/usage/series.csv?${new URLSearchParams({ ...query, by })}`;
  return {
    values: { range, by, from, to },
    usage: read.ok ? read.value : null,
    refusal: read.ok ? null : read.refusal.message,
    // Written once, here: browsers and servers may differ in how they write a date.
    labels: read.ok ? labelsOf(read.value) : [],
    exported,
  };
}

function queryOf(range: Range, own: { from: string; to: string }, now: number): Record<string, string> {
  switch (range) {
    case "24h":
      return { from: String(now - dayMs), step: "hour" };
    case "7d":
      return { from: String(now - 7 * dayMs), step: "hour" };
    case "30d":
      return { step: "day" };
    case "own":
      // Before dates are chosen there is something to look at all the same.
      return own.from || own.to ? own : { step: "day" };
  }
}

function labelsOf({ buckets, step, timezone }: UsageSeries): BucketLabel[] {
  const day = { month: "short", day: "numeric", timeZone: timezone } as const;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone } as const;
  const short = new Intl.DateTimeFormat(getLocale(), step === "day" || buckets.length > 48 ? day : hour);
  const long = new Intl.DateTimeFormat(getLocale(), {
    year: "numeric",
    ...day,
    ...(step === "hour" ? { ...hour, timeZoneName: "short" as const } : { weekday: "short" as const }),
  });
  return buckets.map(({ at }) => ({ short: short.format(at), long: long.format(at) }));
}

/** What was used over time, how it ended, and how long it took. */
export default function Analytics() {
  const { values, usage, refusal, labels, exported } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.analytics_title()}
        description={m.analytics_description()}
        actions={
          usage && (
            <a href={exported} download className={buttonStyle({ size: "small" })}>
              <Download aria-hidden="true" />
              {m.analytics_export()}
            </a>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <RangeForm values={values} />
        {refusal !== null && (
          <Alert tone="bad" title={m.analytics_bad_range()}>
            {refusal}
          </Alert>
        )}
        {usage && (
          <>
            <Totals totals={usage.totals} />
            <MessagesChart usage={usage} labels={labels} />
            {/* By outcome, this is the chart of the groups. */}
            {usage.by !== "outcome" && <GroupsChart usage={usage} labels={labels} />}
            <GroupsTable usage={usage} />
            <OutcomesChart usage={usage} labels={labels} />
            <LatencyChart usage={usage} labels={labels} share="own" />
            <LatencyChart usage={usage} labels={labels} share="upstream" />
            <p className="text-[0.8125rem] text-ink-faint">
              {m.analytics_timezone({ timezone: usage.timezone })}{" "}
              <TextLink to="/settings">{m.analytics_timezone_change()}</TextLink>
            </p>
          </>
        )}
      </div>
    </>
  );
}
