import { Alert } from "#app/components/ui/alert";
import { Time } from "#app/components/ui/time";
import type { Usage } from "#workers/domain/usage";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

const warnAt = 0.75;

/** Says early that messages run short, and plainly that they ran out. */
export function UsageBanner({ usage }: { usage: Usage }) {
  const { used, limit, remaining, resetsAt } = usage.meters.messages;
  if (limit === 0 || used / limit < warnAt) return null;
  const format = new Intl.NumberFormat(getLocale());
  return (
    <Alert
      tone={remaining > 0 ? "warn" : "bad"}
      className="mb-6"
      title={
        remaining > 0
          ? m.common_quota_low({ remaining: format.format(remaining), limit: format.format(limit) })
          : m.common_quota_gone({ limit: format.format(limit) })
      }
    >
      {m.common_usage_resets()} <Time at={resetsAt} format="date" />.
    </Alert>
  );
}
