import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { FormFoot } from "#app/components/ui/form-foot";
import { Time } from "#app/components/ui/time";
import { timelineMs, type InstanceHealth } from "#workers/domain/health";
import { spansOf, workingShare, type HealthSpan } from "#workers/domain/health-timeline";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { colourOf, HealthStrip } from "./health-strip";
import { RefusalAlert } from "./refusal-alert";
import { healthLabel } from "./state-badge";
import { SwitchRow } from "./switch-row";
import { useAnswer } from "./use-answer";

/** Whether the line has worked in the last thirty days, and what Zapin does when it does not. */
export function HealthCard({ health, now, mayOperate }: { health: InstanceHealth; now: number; mayOperate: boolean }) {
  const from = now - timelineMs;
  const spans = spansOf(health.timeline, from, now);
  const share = workingShare(spans);
  const locale = getLocale();
  // In UTC, since the server, which draws it first, does not know the reader's zone.
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <Card className="max-lg:order-2">
      <CardHeader>
        <CardTitle
          description={
            health.checkedAt === null ? undefined : (
              <>
                {m.monitor_health_checked()} <Time at={health.checkedAt} />
              </>
            )
          }
        >
          {m.monitor_health_title()}
        </CardTitle>
        {share !== null && <span className="font-medium tabular-nums">{percent.format(floor(share))}</span>}
      </CardHeader>
      <CardBody className="space-y-5">
        {share === null ? (
          <p className="text-ink-soft">{m.monitor_health_empty()}</p>
        ) : (
          <div>
            <HealthStrip
              label={m.monitor_health_summary({ share: percent.format(floor(share)) })}
              spans={spans}
              from={from}
              until={now}
              format={(at) => `${moment.format(at)} UTC`}
            />
            <div className="mt-1.5 flex justify-between gap-2 text-xs text-ink-faint">
              <span>{m.monitor_health_thirty_days_ago()}</span>
              <span>{m.monitor_health_now()}</span>
            </div>
            <details className="mt-3">
              <summary className="w-fit cursor-pointer rounded-control text-[0.8125rem] text-accent-ink hover:underline">
                {m.monitor_health_changes()}
              </summary>
              <Changes spans={spans} />
            </details>
          </div>
        )}
        {mayOperate && <Restarts on={health.restarts} />}
      </CardBody>
    </Card>
  );
}

/** What has not always worked must not be rounded up to always. */
function floor(share: number): number {
  return Math.floor(share * 1_000) / 1_000;
}

/** The newest stretches, as words. */
function Changes({ spans }: { spans: readonly HealthSpan[] }) {
  return (
    <div
      role="region"
      aria-label={m.monitor_health_changes()}
      tabIndex={0}
      className="mt-2 max-h-80 overflow-auto rounded-control border border-line"
    >
      <table className="w-full border-collapse text-[0.8125rem]" aria-label={m.monitor_health_changes()}>
        <thead>
          <tr>
            <th scope="col" className={head}>
              {m.monitor_health_since()}
            </th>
            <th scope="col" className={head}>
              {m.monitor_health_state()}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {spans.toReversed().map((span) => (
            <tr key={span.from}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal text-ink-soft">
                <Time at={span.from} format="datetime" />
              </th>
              <td className="px-3 py-1.5">
                <span
                  aria-hidden="true"
                  className="me-2 inline-block size-2.5 rounded-[3px]"
                  style={{ background: colourOf(span) }}
                />
                {healthLabel(span)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Restarts({ on }: { on: boolean }) {
  const { Form, answer, refusal, pending } = useAnswer("restarts");
  return (
    <Form method="post" className="space-y-4">
      <RefusalAlert refusal={refusal} />
      <SwitchRow name="restarts" label={m.monitor_restarts()} note={m.monitor_restarts_note()} on={on} />
      <FormFoot
        variant="secondary"
        size="small"
        intent="restarts"
        label={m.instances_save()}
        pending={pending}
        done={answer?.ok && !pending ? m.instances_saved() : null}
      />
    </Form>
  );
}

const head = "sticky top-0 bg-sunken px-3 py-1.5 text-start text-xs font-medium text-ink-faint";
