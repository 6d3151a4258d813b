import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AnalyticsCharts } from "#app/components/bots/analytics-charts";
import { AnalyticsFigures } from "#app/components/bots/analytics-figures";
import { ContactTable, FailureTable, ModelTable } from "#app/components/bots/analytics-tables";
import { BotRangeForm, botRanges } from "#app/components/bots/range-form";
import type { BucketLabel } from "#app/components/charts/series";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { readBotAnalytics } from "#workers/services/bots/analytics";
import { valueOf } from "../instances/value-of.server";
import { botOf } from "./bot.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.bots_tab_analytics()} · ${data?.bot.name ?? ""} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const asked = new URL(args.request.url).searchParams.get("range");
  const range = botRanges.find((each) => each === asked) ?? "24h";
  const analytics = valueOf(await readBotAnalytics(ctx, bot.id, { range }));
  return {
    bot: { id: bot.id, name: bot.name },
    range,
    analytics,
    // Written once, here: browsers and servers may differ in how they write a date.
    labels: analytics.steps.map(({ start }) => labelOf(start, range === "24h")),
  };
}

function labelOf(at: number, isHour: boolean): BucketLabel {
  const day = { month: "short", day: "numeric", timeZone: "UTC" } as const;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
  const write = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(getLocale(), options).format(at);
  return { short: write(isHour ? hour : day), long: write({ ...day, year: "numeric", ...(isHour ? hour : {}) }) };
}

/** What a bot did over a day, a week or a month, and what that cost. */
export default function BotAnalyticsPage() {
  const { range, analytics, labels } = useLoaderData<typeof loader>();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <BotRangeForm range={range} />
      <AnalyticsFigures analytics={analytics} />
      <AnalyticsCharts analytics={analytics} labels={labels} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-2 lg:items-start">
        <FailureTable failures={analytics.failures} />
        <ModelTable models={analytics.models} />
      </div>
      <ContactTable contacts={analytics.byContact} />
      <p className="text-[0.8125rem] text-ink-faint">{m.bots_analytics_utc()}</p>
    </div>
  );
}
